import { z } from 'zod';

/** A JSON Schema as far as the page shows it. */
interface Schema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly format?: string | undefined;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: unknown;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly unknown[] | undefined;
  readonly oneOf?: readonly unknown[] | undefined;
}
const SchemaShape: z.ZodType<Schema> = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});

/** One line of a shape: where it lies (`images[].url`), what it is, and what it means. */
export interface Field {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly meaning: string;
}

const DEEPEST = 4;

/** The fields of a schema line by line; a named schema is looked up in `named`. */
export function fieldsOf(schema: unknown, named: Readonly<Record<string, unknown>>, path = '', depth = 0): Field[] {
  const own = resolved(schema, named);
  const choices = own.anyOf ?? own.oneOf;
  if (choices !== undefined && own.properties === undefined) {
    const objects = choices.filter((choice) => isComposed(resolved(choice, named)));
    return objects.flatMap((choice) => fieldsOf(choice, named, path, depth));
  }
  if (own.items !== undefined) return fieldsOf(own.items, named, `${path}[]`, depth);
  if (depth > DEEPEST) return [];
  return Object.entries(own.properties ?? {}).flatMap(([name, part]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const field = resolved(part, named);
    const line = {
      ...{ path: at, type: typeOf(part, named), required: own.required?.includes(name) ?? false },
      meaning: field.description ?? '',
    };
    return [line, ...fieldsOf(part, named, at, depth + 1)];
  });
}

/** What a value is, in a few words: `text`, `list of text`, `news | opinion`. */
export function typeOf(schema: unknown, named: Readonly<Record<string, unknown>>): string {
  const own = resolved(schema, named);
  if (own.enum !== undefined) return own.enum.map((value) => String(value)).join(' | ');
  if (own.items !== undefined) return `list of ${typeOf(own.items, named)}`;
  const choices = own.anyOf ?? own.oneOf;
  if (choices !== undefined) return [...new Set(choices.map((choice) => typeOf(choice, named)))].join(' or ');
  const types = [own.type ?? 'anything'].flat();
  return types.map((type) => (type === 'string' ? textOf(own) : type)).join(' or ');
}

function textOf({ format }: Schema): string {
  if (format === 'date-time') return 'time (RFC 3339)';
  return format === 'uri' ? 'address' : 'text';
}

function isComposed({ properties, items }: Schema): boolean {
  return properties !== undefined || items !== undefined;
}

function resolved(schema: unknown, named: Readonly<Record<string, unknown>>): Schema {
  const parsed = SchemaShape.safeParse(schema);
  if (!parsed.success) return {};
  const name = parsed.data.$ref?.split('/').at(-1);
  return name === undefined ? parsed.data : resolved(named[name], named);
}
