import { PermanentError, TransientError } from '#contracts/errors.js';
import { aSearch, put } from '#ports/testing/a-search.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { SmallMeilisearch } from '../testing/small-meilisearch.js';
import { MeilisearchSearchIndex } from './meilisearch-search-index.js';

describe('A Meilisearch that goes wrong', () => {
  let server: SmallMeilisearch;
  let url: string;
  beforeEach(async () => {
    server = new SmallMeilisearch();
    url = await server.start();
  });
  afterEach(() => server.stop());

  const indexOf = (trouble?: (what: string) => void): MeilisearchSearchIndex =>
    new MeilisearchSearchIndex({
      ...{ url, namespace: 'test', clock: new TestClock(), timing: { answerWithinMs: 300, taskWithinMs: 300 } },
      ...(trouble === undefined ? {} : { trouble }),
    });
  const opened = async (): Promise<MeilisearchSearchIndex> => {
    const index = indexOf();
    await index.open();
    return index;
  };
  const change = put(anArticle('a').build());

  it('is away when nothing listens, and answered again when it comes', async () => {
    const troubles: string[] = [];
    server.instead = () => 'close';
    const index = indexOf((what) => troubles.push(what));
    await expect(index.search(aSearch('x'))).rejects.toThrow(TransientError);
    await expect(index.ping()).rejects.toThrow(TransientError);
    expect(troubles).toEqual(['the search index cannot be opened']);
    server.instead = () => undefined;
    await index.apply([change]);
    await index.ping();
    expect(server.held.size).toBe(1);
  });

  it('is away when its port is closed', async () => {
    const index = await opened();
    await server.stop();
    const asks = [
      () => index.search(aSearch('x')),
      () => index.apply([change]),
      () => index.count(),
      () => index.ping(),
    ];
    for (const ask of asks) await expect(ask()).rejects.toThrow(TransientError);
  });

  it('is busy when it says 503, for as long as it says', async () => {
    const index = await opened();
    const busy = { message: 'too many', code: 'too_many_search_requests', type: 'system' };
    server.instead = () => ({ status: 503, headers: { 'retry-after': '10' }, body: busy });
    const error: unknown = await index.search(aSearch('x')).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransientError);
    expect(error).toMatchObject({ options: { retryAfterSeconds: 10 } });
  });

  it.each([
    ['429', { status: 429, body: { message: 'slow down', code: 'too_many_requests', type: 'system' } }],
    ['a page of a proxy', { status: 502, body: '<html>Bad gateway</html>', headers: { 'content-type': 'text/html' } }],
    ['a failing server', { status: 500, body: { message: 'oops', code: 'internal', type: 'internal' } }],
    [
      'an index that is gone',
      { status: 404, body: { message: '-', code: 'index_not_found', type: 'invalid_request' } },
    ],
    ['a key it does not know', { status: 403, body: { message: '-', code: 'invalid_api_key', type: 'auth' } }],
  ])('is worth asking again after %s', async (_, answer) => {
    const index = await opened();
    server.instead = ({ path }) => (/documents$/.test(path) ? answer : undefined);
    await expect(index.apply([change])).rejects.toThrow(TransientError);
    server.instead = () => undefined;
    await index.apply([change]);
    expect(server.held.size).toBe(1);
  });

  it('gets its index and settings again when they were lost', async () => {
    const index = await opened();
    server.indexes.clear();
    await expect(index.apply([change])).rejects.toThrow(TransientError);
    await index.apply([change]);
    expect(server.indexes.get('test_articles')?.settings).toHaveProperty('rankingRules');
    expect(server.held.size).toBe(1);
  });

  it('refuses for good what it calls invalid', async () => {
    const index = await opened();
    const invalid = { message: 'too large', code: 'payload_too_large', type: 'invalid_request' };
    server.instead = ({ path }) => (/documents$/.test(path) ? { status: 413, body: invalid } : undefined);
    await expect(index.apply([change])).rejects.toThrow(PermanentError);
  });

  it('fails what it does not answer in time', async () => {
    const index = await opened();
    server.instead = () => 'silence';
    const began = performance.now();
    await expect(index.search(aSearch('x'))).rejects.toThrow(TransientError);
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('fails a write whose task does not end in time, and does it again later', async () => {
    const index = await opened();
    server.tasksEnd = false;
    await expect(index.apply([change])).rejects.toThrow(/not done yet/);
    server.tasksEnd = true;
    await index.apply([change]);
  });

  it.each([
    ['no_space_left_on_device', 'system', TransientError],
    ['database_size_limit_reached', 'internal', TransientError],
    ['index_not_found', 'invalid_request', TransientError],
    ['invalid_document_fields', 'invalid_request', PermanentError],
  ])('makes of a task that failed for %s (%s) the right kind of error', async (code, type, kind) => {
    const index = await opened();
    server.taskError = { message: 'failed', code, type };
    await expect(index.apply([change])).rejects.toBeInstanceOf(kind);
  });

  it('leaves a task that failed inside the server to whoever tries in parts', async () => {
    const index = await opened();
    server.taskError = { message: 'panicked', code: 'internal', type: 'internal' };
    const error: unknown = await index.apply([change]).catch((thrown: unknown) => thrown);
    expect(error).not.toBeInstanceOf(TransientError);
    expect(error).not.toBeInstanceOf(PermanentError);
    expect(String(error)).toContain(anArticle('a').build().id);
  });
});
