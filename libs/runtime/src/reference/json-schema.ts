import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A JSON Schema and those it refers to by `#/components/schemas/<name>`. */
export interface ReferredSchema {
  readonly schema: JsonSchema;
  readonly components: Readonly<Record<string, JsonSchema>>;
}

/** The JSON Schema (2020-12) of a zod schema; parts that carry a name (`meta({ id })`) become components. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): ReferredSchema {
  const { $schema: _dialect, $defs = {}, ...root } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const components = Object.fromEntries(
    Object.entries($defs).map(([name, part]) => [name, withoutId(withComponentRefs(part))]),
  );
  const { id } = root;
  const own = withComponentRefs(withoutId(root));
  if (typeof id !== 'string') return { schema: own, components };
  return { schema: { $ref: `#/components/schemas/${id}` }, components: { ...components, [id]: own } };
}

function withoutId(schema: JsonSchema): JsonSchema {
  const { id: _id, ...rest } = schema;
  return rest;
}

function withComponentRefs(schema: object): JsonSchema {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', '"$ref":"#/components/schemas/');
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}
