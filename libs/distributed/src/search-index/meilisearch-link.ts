import { TransientError } from '#contracts/errors.js';
import {
  Meilisearch,
  type EnqueuedTask,
  type FederatedMultiSearchParams,
  type Hit,
  type MultiSearchQueryWithFederation,
  type SearchParams,
  type SearchResponse,
} from 'meilisearch';
import { requestFailure, taskFailure } from './meilisearch-errors.js';
import type { MeilisearchTiming } from './meilisearch-options.js';

const FIRST_LOOK_MS = 10;
const SLOWEST_LOOK_MS = 250;

/** What is asked of one index. */
export type IndexQuery = SearchParams;

/** What one search found. */
export interface Found<Document extends object> {
  readonly hits: ReadonlyArray<Hit<Document>>;
  readonly total: number;
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The connection to one index; what the server does not answer in time has failed. */
export class MeilisearchLink {
  private readonly client: Meilisearch;
  /** A thousand articles may take longer to send than an answer may. */
  private readonly sender: Meilisearch;

  constructor(
    url: string,
    key: string | undefined,
    readonly indexUid: string,
    private readonly timing: MeilisearchTiming,
  ) {
    const config = { host: url, ...(key === undefined ? {} : { apiKey: key }) };
    this.client = new Meilisearch({ ...config, timeout: timing.answerWithinMs });
    this.sender = new Meilisearch({ ...config, timeout: timing.taskWithinMs });
  }

  /** Rejects with an error of the port. */
  async use<Result>(
    what: string,
    work: (client: Meilisearch) => Promise<Result>,
    client = this.client,
  ): Promise<Result> {
    try {
      return await work(client);
    } catch (cause) {
      throw requestFailure(what, cause);
    }
  }

  /** One page of the documents that a query finds. */
  async search<Document extends object>(query: IndexQuery): Promise<Found<Document>> {
    const response = await this.use('the search index did not answer', (client) =>
      client.index<Document>(this.indexUid).search(query.q ?? '', query),
    );
    return foundIn<Document>(response, response.facetDistribution ?? {});
  }

  /** One page of what several queries find together, each document once, the best first. */
  async searchTogether<Document extends object>(
    queries: readonly IndexQuery[],
    { page, hitsPerPage, distinct, facets }: Pick<IndexQuery, 'page' | 'hitsPerPage' | 'distinct' | 'facets'>,
  ): Promise<Found<Document>> {
    const federation = {
      ...{ page, hitsPerPage, ...(distinct === undefined ? {} : { distinct }) },
      ...(facets === undefined ? {} : { facetsByIndex: { [this.indexUid]: facets } }),
    } as FederatedMultiSearchParams['federation'];
    const params: FederatedMultiSearchParams = { federation, queries: queries.map((query) => this.asked(query)) };
    const response = await this.use('the search index did not answer', (client) =>
      client.multiSearch<FederatedMultiSearchParams, Document>(params),
    );
    return foundIn<Document>(response, response.facetsByIndex?.[this.indexUid]?.distribution ?? {});
  }

  /** Fields of the documents with these ids, in no order; of ids that are unknown nothing. */
  async documents<Document>(ids: readonly string[], fields: readonly string[]): Promise<Document[]> {
    const { results } = await this.use('documents of the search index cannot be read', (client) =>
      client.httpRequest.post<{ results: Document[] }>({
        path: `indexes/${this.indexUid}/documents/fetch`,
        body: { ids, fields, limit: ids.length },
      }),
    );
    return results;
  }

  /** Resolves when the write has been done. */
  async write(what: string, send: (client: Meilisearch) => Promise<EnqueuedTask>): Promise<void> {
    const { taskUid } = await this.use(what, send, this.sender);
    const until = performance.now() + this.timing.taskWithinMs;
    for (let pause = FIRST_LOOK_MS; ; pause = Math.min(SLOWEST_LOOK_MS, pause * 1.5)) {
      const { status, error } = await this.use(what, (client) => client.tasks.getTask(taskUid));
      if (status === 'succeeded') return;
      if (status === 'failed' || status === 'canceled') throw taskFailure(what, error);
      if (performance.now() > until) throw new TransientError(`${what}: task ${taskUid} is not done yet`);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  private asked(query: IndexQuery): MultiSearchQueryWithFederation {
    return { ...query, indexUid: this.indexUid };
  }
}

function foundIn<Document extends object>(
  { hits, totalHits = 0 }: SearchResponse<Document>,
  facets: Found<Document>['facets'],
): Found<Document> {
  return { hits, total: totalHits, facets };
}
