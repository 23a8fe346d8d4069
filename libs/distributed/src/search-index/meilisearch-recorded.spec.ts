import { PermanentError, TransientError } from '#contracts/errors.js';
import type { EnqueuedTask, Meilisearch } from 'meilisearch';
import { RecordedMeilisearch, recordedExchanges, type Exchange } from '../testing/recorded-meilisearch.js';
import { markedIn } from './markers.js';
import { saysNoIndex } from './meilisearch-errors.js';
import { MeilisearchLink, type IndexQuery } from './meilisearch-link.js';
import { MEILISEARCH_TIMING } from './meilisearch-options.js';

const recorded = recordedExchanges();

const suite = recorded === undefined ? describe.skip : describe;
const notRun = recorded === undefined ? 'not run, for the recordings are not there: ' : '';

suite(`${notRun}Against exchanges recorded from Meilisearch 1.50`, () => {
  const server = new RecordedMeilisearch();
  let url: string;
  let link: MeilisearchLink;
  beforeAll(async () => {
    url = await server.start();
    link = new MeilisearchLink(url, 'key', 'articles', MEILISEARCH_TIMING);
  });
  afterAll(() => server.stop());

  const scenario = (name: string): Exchange[] => {
    const exchanges = (recorded ?? []).filter((exchange) => exchange.scenario === name);
    expect(exchanges).not.toEqual([]);
    server.play(exchanges);
    return exchanges;
  };
  /** Asks what was asked in a scenario of one search. */
  const search = (name: string) => link.search<{ id: string }>(scenario(name)[0]?.request.body as IndexQuery);
  /** Sends what was sent first in a scenario, as one part of a write. */
  const send = (name: string): Promise<void> => {
    const { method, path, query, body } = scenario(name)[0]!.request;
    return link.write('it cannot be written', (client) => request(client, { method, path, query, body }));
  };

  it('reads hits and totals of pages, also past the end', async () => {
    expect(await search('search-page-1')).toMatchObject({ total: 12, hits: { length: 5 } });
    expect(await search('search-page-past-end')).toMatchObject({ total: 12, hits: [] });
    expect((await search('search-distinct')).total).toBe(9);
  });

  it('reads counts of facets', async () => {
    expect((await search('search-facets')).facets['language']).toEqual({ de: 6, en: 6 });
    expect((await search('search-distinct-facets')).facets).toHaveProperty('language');
  });

  it('reads what is marked by private characters in text that is not escaped', async () => {
    const [hit] = (await search('search-highlight-private-markers')).hits;
    const summary: unknown = Object.entries(hit?._formatted ?? {}).find(([name]) => name === 'summary')?.[1];
    expect(markedIn(String(summary))).toEqual(['corruption']);
    expect(String(summary)).toContain('<b>turnout</b>');
  });

  it.each(['index-create', 'settings-update', 'documents-add', 'document-delete-missing', 'swap-indexes-back'])(
    'resolves a write when its task has succeeded: %s',
    async (name) => {
      await send(name);
      expect(server.unasked).toBeLessThan(scenario(name).length);
    },
  );

  it.each([
    ['task-failed-missing-primary-key', /missing_document_id/],
    ['task-failed-invalid-document-id', /invalid_document_id/],
    ['task-failed-no-primary-key-candidate', /index_primary_key_no_candidate_found/],
    ['task-failed-index-primary-key-conflict', /index_primary_key_already_exists/],
    ['index-create-again', /index_already_exists/],
  ])('refuses for good what a task failed for: %s', async (name, code) => {
    const error: unknown = await send(name).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PermanentError);
    expect(String(error)).toMatch(code);
  });

  it.each(['index-delete-missing', 'swap-indexes-missing'])(
    'takes a missing index to be made again: %s',
    async (name) => {
      await expect(send(name)).rejects.toThrow(TransientError);
    },
  );

  it('asks for a swap in the words that the server took', async () => {
    const [exchange] = scenario('swap-indexes-back');
    await link.write('it cannot be swapped', (client) =>
      client.swapIndexes([{ indexes: ['articles', 'articles_new'], rename: false }]),
    );
    expect(exchange?.response.status).toBe(202);
  });

  it('tells a missing index from other failures', async () => {
    for (const [name, missing] of [
      ['error-index-not-found', true],
      ['error-invalid-api-key', false],
    ] as const) {
      const { request: asked } = scenario(name)[0]!;
      const error: unknown = await link.use('it failed', (client) => request(client, asked)).catch((thrown) => thrown);
      expect(saysNoIndex(error)).toBe(missing);
    }
  });

  const errors = (recorded ?? []).filter(
    ({ scenario: name, response }) => name.startsWith('error-') && response.status >= 400,
  );
  const passes: ReadonlySet<string> = new Set([
    ...['error-index-not-found', 'error-index-not-found-get', 'error-invalid-api-key'],
    ...[
      'error-missing-authorization-header',
      'error-documents-not-objects',
      'error-method-not-allowed',
      'error-unknown-route',
      'error-document-id-slash',
    ],
  ]);
  it.each(errors.map((exchange) => [exchange.scenario, exchange] as const))(
    'makes of %s the right kind of error',
    async (name, exchange) => {
      server.play([exchange]);
      const asking = link.use('it failed', (client) => request(client, exchange.request));
      await expect(asking).rejects.toThrow(passes.has(name) ? TransientError : PermanentError);
    },
  );
});

/** Sends any recorded request through the client. */
function request(
  { httpRequest }: Meilisearch,
  { method, path, query: params, body }: Pick<Exchange['request'], 'method' | 'path' | 'query' | 'body'>,
): Promise<EnqueuedTask> {
  const options = { path: path.slice(1), params, ...(body === null ? {} : { body: body as object }) };
  if (method === 'GET') return httpRequest.get(options);
  if (method === 'PATCH') return httpRequest.patch(options);
  if (method === 'DELETE') return httpRequest.delete(options);
  return method === 'PUT' ? httpRequest.put(options) : httpRequest.post(options);
}
