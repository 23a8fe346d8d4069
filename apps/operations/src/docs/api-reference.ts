import { OpenApiDocument } from '#runtime/reference/open-api-document.js';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { fieldsOf, typeOf, type Field } from './schema-fields.js';

const Content = z.record(z.string(), z.looseObject({ schema: z.unknown().optional() }));
const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().default(''),
  tags: z.array(z.string()).default([]),
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        description: z.string().default(''),
        schema: z.unknown(),
      }),
    )
    .default([]),
  requestBody: z.looseObject({ content: Content }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string().default(''), content: Content.optional() })),
});
const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

/** A request body or an answer: its media type and the fields it has. */
export interface Shape {
  readonly mediaType: string;
  readonly fields: readonly Field[];
}

/** One address as the page shows it. */
export interface Address {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly adminOnly: boolean;
  readonly parameters: ReadonlyArray<Field & { readonly in: string }>;
  readonly body: readonly Shape[];
  readonly answers: ReadonlyArray<{
    readonly status: string;
    readonly description: string;
    readonly shapes: readonly Shape[];
  }>;
}

/** The addresses of one service. */
export interface AddressGroup {
  readonly name: string;
  readonly addresses: readonly Address[];
}

/** The way of an article. */
const USUAL_ORDER = ['Ingestion', 'Search', 'Related', 'Newsletter', 'Sending', 'Operations', 'Process'];

/** The OpenAPI document made ready for people to read. */
@Injectable()
export class ApiReference {
  constructor(private readonly document: OpenApiDocument) {}

  async read(): Promise<AddressGroup[]> {
    const { paths, components } = Document.parse(JSON.parse(JSON.stringify(await this.document.read())));
    const all = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({
        group: operation.tags[0] ?? 'Process',
        address: addressOf(method, path, operation, components.schemas),
      })),
    );
    const found = new Set(all.map(({ group }) => group));
    const names = [...new Set([...USUAL_ORDER, ...found])].filter((name) => found.has(name));
    return names.map((name) => ({
      name,
      addresses: all.filter(({ group }) => group === name).map(({ address }) => address),
    }));
  }
}

type Named = Readonly<Record<string, unknown>>;

function addressOf(method: string, path: string, operation: z.infer<typeof Operation>, named: Named): Address {
  const { operationId, summary, security, parameters, requestBody, responses } = operation;
  return {
    ...{ id: operationId, method: method.toUpperCase(), path, summary, adminOnly: security !== undefined },
    parameters: parameters.map(({ name, in: place, required, description, schema }) => ({
      ...{ path: name, in: place, required, meaning: description, type: typeOf(schema, named) },
    })),
    body: shapesOf(requestBody?.content, named),
    answers: Object.entries(responses)
      .filter(([status]) => status !== 'default')
      .map(([status, { description, content }]) => ({ status, description, shapes: shapesOf(content, named) })),
  };
}

function shapesOf(content: z.infer<typeof Content> | undefined, named: Named): Shape[] {
  return Object.entries(content ?? {}).map(([mediaType, { schema }]) => ({
    mediaType,
    fields: fieldsOf(schema, named),
  }));
}
