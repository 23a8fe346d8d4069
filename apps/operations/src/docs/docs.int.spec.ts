import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { OperationsModule } from '../operations.module.js';
import { fieldsOf, typeOf } from './schema-fields.js';

describe('The reference page', () => {
  let app: StartedApp;
  let html: string;
  beforeAll(async () => {
    app = await startApp(OperationsModule, { dataDir: ':memory:' });
    html = await (await app.fetch('/docs')).text();
  });
  afterAll(() => app.stop());

  it('shows every address with its parameters, its body and its answers', async () => {
    const { paths } = (await (await app.fetch('/openapi.json')).json()) as { paths: Record<string, object> };
    for (const path of Object.keys(paths)) expect(html).toContain(`${path}<`);
    expect(html).toContain('Lists dead letters, newest first.');
    expect(html).toContain('<code>items[].firstFailedAt</code>');
    expect(html).toContain('For administrators.');
  });

  it('loads nothing from elsewhere and runs nothing', async () => {
    const policy = (await app.fetch('/docs')).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|https?:\/\/(?!127\.0\.0\.1)[^"]+\.(?:js|css)/);
  });
});

describe('The fields of a schema', () => {
  it('are told line by line, through lists, choices and names', () => {
    const named = {
      Image: { type: 'object', properties: { url: { type: 'string', format: 'uri' } }, required: ['url'] },
    };
    const schema = {
      type: 'object',
      required: ['images'],
      properties: {
        images: { type: 'array', items: { $ref: '#/components/schemas/Image' } },
        body: { oneOf: [{ type: 'object', properties: { html: { type: 'string' } } }, { type: 'null' }] },
        kind: { enum: ['news', 'opinion'], description: 'what it is' },
      },
    };
    expect(fieldsOf(schema, named).map(({ path, type, required }) => [path, type, required])).toEqual([
      ['images', 'list of object', true],
      ['images[].url', 'address', true],
      ['body', 'object or null', false],
      ['body.html', 'text', false],
      ['kind', 'news | opinion', false],
    ]);
    expect(typeOf({ type: ['string', 'null'] }, {})).toBe('text or null');
  });
});
