import type { OpenAPIObject } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { AnswerDescription, RouteDescription } from './describe.decorator.js';
import type { DescribedOperation } from './described-operations.js';
import { jsonSchemaOf } from './json-schema.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Responses = Operation['responses'];
type Components = Record<string, object>;

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const;
const PROBLEM = {
  description: 'A problem document that says what went wrong.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The operations of a path with what is known of their methods; schemas with a name are added to `components`. */
export function completed(
  path: string,
  item: PathItem,
  described: ReadonlyMap<string, DescribedOperation>,
  components: Components,
): PathItem {
  const operations = METHODS.flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [[method, withKnown(path, operation, described, components)] as const];
  });
  return { ...item, ...Object.fromEntries(operations) };
}

function withKnown(
  path: string,
  operation: Operation,
  described: ReadonlyMap<string, DescribedOperation>,
  components: Components,
): Operation {
  const known = described.get(operation.operationId ?? '');
  if (known === undefined) return operation;
  const { tag, adminOnly, description } = known;
  return {
    ...operation,
    ...(description === undefined ? {} : { summary: description.summary }),
    tags: [tag],
    ...(adminOnly ? { security: [{ adminToken: [] }] } : {}),
    parameters: [...ofPath(path, operation), ...(operation.parameters ?? []), ...headersOf(description)],
    ...bodyOf(description, components),
    responses: { ...responsesOf(operation.responses, description, components), default: PROBLEM },
  };
}

/** Parameters of the path that the method reads from the request itself. */
function ofPath(path: string, { parameters = [] }: Operation): NonNullable<Operation['parameters']> {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
  const known = new Set(parameters.map((parameter) => ('name' in parameter ? parameter.name : '')));
  return names
    .filter((name) => !known.has(name))
    .map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function headersOf(description: RouteDescription | undefined): NonNullable<Operation['parameters']> {
  return Object.entries(description?.headers ?? {}).map(([name, meaning]) => ({
    ...{ name, in: 'header', required: true, description: meaning, schema: { type: 'string' } },
  }));
}

function bodyOf(description: RouteDescription | undefined, components: Components): Pick<Operation, 'requestBody'> {
  if (description?.body === undefined) return {};
  const content = Object.entries(description.body).map(([mediaType, schema]) => [
    mediaType,
    { schema: added(schema, 'input', components) },
  ]);
  return { requestBody: { required: true, content: Object.fromEntries(content) } };
}

function responsesOf(found: Responses, description: RouteDescription | undefined, components: Components): Responses {
  const answers = Object.entries(description?.answers ?? {});
  if (answers.length === 0) {
    return Object.fromEntries(Object.keys(found).map((status) => [status, { description: phraseOf(status) }]));
  }
  return Object.fromEntries(answers.map(([status, answer]) => [status, responseOf(status, answer, components)]));
}

function responseOf(status: string, answer: AnswerDescription, components: Components): Responses[string] {
  const {
    description,
    schema,
    mediaType = 'application/json',
  } = answer instanceof z.ZodType ? { description: phraseOf(status), schema: answer } : answer;
  const isText = schema === undefined && mediaType !== 'application/json';
  if (schema === undefined && !isText) return { description };
  const shape = schema === undefined ? { type: 'string' } : added(schema, 'output', components);
  return { description, content: { [mediaType]: { schema: shape } } };
}

function phraseOf(status: string): string {
  return STATUS_CODES[status] ?? 'Answer';
}

function added(schema: z.ZodType, io: 'input' | 'output', components: Components): object {
  const { schema: own, components: named } = jsonSchemaOf(schema, io);
  Object.assign(components, named);
  return own;
}
