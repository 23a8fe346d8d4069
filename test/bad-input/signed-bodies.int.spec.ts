import { IngestionModule } from '#apps/ingestion/src/ingestion.module.js';
import { aNative, TestSender } from '#apps/ingestion/src/testing/a-sender.js';
import type { Problem } from '#contracts/problem.js';
import { eventually } from '#ports/testing/eventually.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { naughtyStrings, parsingCases, type ParsingCase } from './hostile-values.js';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));
const joined = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts));

describe('A signed body that is wrong', () => {
  let app: StartedApp;
  let sender: TestSender;
  beforeAll(async () => {
    app = await startApp(IngestionModule, { dataDir: ':memory:' });
    sender = await TestSender.make(app);
  });
  afterAll(() => app.stop());

  async function refusal(body: Uint8Array<ArrayBuffer> | string, contentType?: string): Promise<Problem> {
    const response = await sender.post(body, contentType === undefined ? {} : { contentType });
    const problem = (await response.json()) as Problem;
    expect(response.status).toBe(problem.status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(problem.status).toBeGreaterThanOrEqual(400);
    expect(problem.status).toBeLessThan(500);
    return problem;
  }

  describe('by JSONTestSuite', () => {
    const rows = (wanted: (one: ParsingCase) => boolean): Array<[string, ParsingCase]> =>
      parsingCases()
        .filter(wanted)
        .map((one) => [one.name, one]);

    it.each(rows(() => true))('is refused as a whole: %s', async (_name, { bytes: body }) => {
      expect((await refusal(body)).status).toBe(422);
    });

    it.each(rows(({ expect: wanted }) => wanted === 'refuse'))(
      'is refused inside an article: %s',
      async (_name, one) => {
        const article = JSON.stringify(aNative('json', { tags: 'HERE' }));
        const [before = '', after = ''] = article.split('"HERE"');
        const body = joined(bytes(before), one.bytes, bytes(after));
        if (isJson(body)) return;
        expect((await refusal(body)).status).toBe(422);
      },
    );

    it.each(rows(({ expect: wanted }) => wanted === 'accept'))(
      'is read and then refused by its key: %s',
      async (_name, one) => {
        const body = joined(
          bytes('{"articles":['),
          bytes(`${JSON.stringify(aNative('json'))},{"extra":`),
          one.bytes,
          bytes('}]}'),
        );
        const response = await sender.post(body);
        if (response.status === 422) return;
        expect(response.status).toBe(207);
        const { results } = (await response.json()) as {
          results: Array<{ status: number; errors?: Array<{ pointer: string }> }>;
        };
        expect(results[1]?.status).toBe(422);
        expect(results[1]?.errors?.some(({ pointer }) => pointer.startsWith('/articles/1/extra'))).toBe(true);
      },
    );
  });

  it('because it was cut is refused wherever it was cut', async () => {
    const whole = JSON.stringify(aNative('cut', { tags: ['a', 'ü'] }));
    const all = bytes(whole);
    for (let length = 0; length < all.length; length += 1) {
      expect((await refusal(all.slice(0, length))).status).toBe(422);
    }
    expect((await sender.post(all)).status).toBe(202);
  });

  it.each([
    ['Latin-1 bytes', Uint8Array.from(Buffer.from(JSON.stringify(aNative('x', { title: 'Grüße' })), 'latin1')), 422],
    ['UTF-16', Uint8Array.from(Buffer.from(JSON.stringify(aNative('x')), 'utf16le')), 422],
    ['UTF-8 cut in mid-character', joined(bytes('{"externalId":"'), Uint8Array.from([0xc3])), 422],
    ['a gzip that is none of ours', Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), 422],
    ['200 levels of lists', bytes('['.repeat(200) + ']'.repeat(200)), 422],
    ['200 levels of objects', bytes('{"a":'.repeat(200) + '1' + '}'.repeat(200)), 422],
    [
      '200 levels inside an article',
      bytes(`{"externalId":"x","title":"t","tags":${'['.repeat(200)}${']'.repeat(200)}}`),
      422,
    ],
    ['100,000 levels', bytes('['.repeat(100_000)), 422],
    ['three MiB', bytes(JSON.stringify(aNative('x', { body: { text: 'x'.repeat(3 << 20) } }))), 413],
    ['one byte more than two MiB', new Uint8Array((2 << 20) + 1), 413],
    ['nothing', new Uint8Array(0), 422],
    [
      '101 articles',
      bytes(JSON.stringify({ articles: Array.from({ length: 101 }, (_, index) => aNative(`m-${index}`)) })),
      422,
    ],
  ])('with %s is refused', async (_what, body, status) => {
    expect((await refusal(body)).status).toBe(status);
  });

  it.each([
    ['/version', '{"externalId":"n","title":"t","body":{"text":"b"},"version":1e400}'],
    ['/version', `{"externalId":"n","title":"t","body":{"text":"b"},"version":${'9'.repeat(1_000)}}`],
    ['/version', '{"externalId":"n","title":"t","body":{"text":"b"},"version":9007199254740993}'],
    ['/version', '{"externalId":"n","title":"t","body":{"text":"b"},"version":-1}'],
    [
      '/images/0/width',
      '{"externalId":"n","title":"t","body":{"text":"b"},"images":[{"url":"https://a.example/","width":1e300}]}',
    ],
    ['/title', '{"externalId":"n","title":"a\\u0000b","body":{"text":"b"}}'],
    ['/title', '{"externalId":"n","title":"\\udc00\\ud800","body":{"text":"b"}}'],
    ['/body/text', '{"externalId":"n","title":"t","body":{"text":"\\ud83d"}}'],
    ['/tags/0', '{"externalId":"n","title":"t","body":{"text":"b"},"tags":["\\u0000"]}'],
    ['/constructor', '{"externalId":"n","title":"t","body":{"text":"b"},"constructor":{"prototype":{"x":1}}}'],
    ['/trust/extra', '{"externalId":"n","title":"t","body":{"text":"b"},"trust":{"extra":1}}'],
    ['/embargoedUntil', '{"externalId":"n","title":"t","body":{"text":"b"},"embargoedUntil":"2026-02-30T00:00:00Z"}'],
    ['', '{"externalId":"n","title":"t","body":{"text":"b"},"__proto__":{"status":"withdrawn"}}'],
  ])('is refused at %s: %s', async (pointer, body) => {
    const { errors } = await refusal(body);
    expect(errors?.map((field) => field.pointer)).toContain(pointer);
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/json; charset=iso-8859-1',
    'multipart/form-data; boundary=x',
    'json',
    '',
  ])('that comes as %j is refused with 415', async (contentType) => {
    expect((await refusal(JSON.stringify(aNative('type')), contentType)).status).toBe(415);
  });

  it('because of a naughty string is refused by its field, or the string is given back as it came', async () => {
    const strings = naughtyStrings();
    const accepted: Array<{ id: string; text: string }> = [];
    for (const [index, text] of strings.entries()) {
      const article = {
        externalId: `naughty-${index}`,
        title: `t ${text} t`,
        body: { text },
        tags: ['x', `${text}!`],
        url: undefined,
      };
      const response = await sender.send(article);
      const answer = (await response.json()) as { id: string; errors?: unknown[] };
      if (response.status === 202) accepted.push({ id: answer.id, text });
      else expect([response.status, (answer.errors?.length ?? 0) > 0]).toEqual([422, true]);
    }
    expect(accepted.length).toBeGreaterThan(strings.length * 0.9);
    for (const { id, text } of accepted) {
      const shown = await eventually(async () => {
        const response = await app.fetch(`/v1/articles/${id}`);
        return response.ok && ((await response.json()) as { title: string; tags: string[] });
      });
      expect(shown.title).toBe(`t ${text} t`.trim());
      expect(shown.tags).toEqual(['x', `${text}!`.trim()]);
    }
  }, 60_000);

  it('leaves nothing of a refused article behind, and the server ready', async () => {
    const { articles } = await counted(app);
    await refusal(JSON.stringify(aNative('half', { publishedAt: 'never' })));
    expect((await counted(app)).articles).toBe(articles);
    expect((await app.fetch('/health/ready')).status).toBe(200);
  });
});

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return true;
  } catch {
    return false;
  }
}

/** How many articles were ever answered with 2xx, as the process itself counts. */
async function counted(app: StartedApp): Promise<{ articles: number }> {
  const text = await (await app.fetch('/metrics')).text();
  const values = [...text.matchAll(/^courant_articles_accepted_total\{.*\} (\d+)$/gm)].map(([, value]) =>
    Number(value),
  );
  return { articles: values.reduce((sum, value) => sum + value, 0) };
}
