import { LocalJsonServer, type JsonAnswer, type JsonRequest } from './local-json-server.js';

/** What was asked, the body read as JSON. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

interface Document {
  readonly id: string;
  readonly version: number;
  readonly removed?: true;
}

interface Index {
  settings: Record<string, unknown>;
  readonly documents: Map<string, Document>;
}

interface TaskError {
  readonly message: string;
  readonly code: string;
  readonly type: string;
}

const NO_INDEX = { message: 'not found', code: 'index_not_found', type: 'invalid_request' };
const EXISTS = { message: 'exists', code: 'index_already_exists', type: 'invalid_request' };
const REFUSED = { message: 'refused', code: 'invalid_document_fields', type: 'invalid_request' };
const MAIN = 'test_articles';

/**
 * A local HTTP server that keeps indexes, documents and tasks in the way of Meilisearch, and goes wrong when told to. It
 * lists whatever is not removed, and finds nothing by words: that is tested against the real server.
 */
export class SmallMeilisearch {
  readonly asked: Asked[] = [];
  /** The documents of each task, as they came. */
  readonly tasks: Document[][] = [];
  readonly indexes = new Map<string, Index>();
  /** Documents with such an id make their task fail. */
  refuses: (id: string) => boolean = () => false;
  /** Every task fails with it. */
  taskError: TaskError | undefined;
  /** Tasks end only when it is open. */
  tasksEnd = true;
  /** Answers instead, when it has an answer; `close` ends the connection. */
  instead: (asked: Asked) => JsonAnswer | 'close' | 'silence' | undefined = () => undefined;
  private readonly ended = new Map<number, TaskError | null>();
  private readonly server = new LocalJsonServer((request) => this.serve(request));

  start(): Promise<string> {
    return this.server.start();
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  asks(method: string, path: RegExp): Asked[] {
    return this.asked.filter((one) => one.method === method && path.test(one.path));
  }

  /** The documents of the index of the namespace `test`; none where there is no such index. */
  get held(): ReadonlyMap<string, Document> {
    return this.indexes.get(MAIN)?.documents ?? new Map();
  }

  private serve({ method, url, body }: JsonRequest): JsonAnswer | 'close' | 'silence' {
    const asked = { method, path: url.pathname, body };
    this.asked.push(asked);
    return this.instead(asked) ?? this.answer(asked);
  }

  private answer({ method, path, body }: Asked): JsonAnswer {
    const task = /^\/tasks\/(\d+)$/.exec(path)?.[1];
    if (task !== undefined) return this.taskAnswer(Number(task));
    if (path === '/health') return { status: 200, body: { status: 'available' } };
    if (path === '/swap-indexes') return this.swapped(body as Array<{ indexes: [string, string] }>);
    if (method === 'POST' && path === '/indexes') return this.made((body as { uid: string }).uid);
    const [, uid = '', rest = ''] = /^\/indexes\/([^/]+)(.*)$/.exec(path) ?? [];
    if (method === 'POST' && rest === '/documents') return this.written(uid, body as Document[]);
    if (method === 'DELETE' && rest === '') return this.deleted(uid);
    const index = this.indexes.get(uid);
    return index === undefined ? { status: 404, body: NO_INDEX } : this.answerOf(index, method, rest, body);
  }

  private answerOf(index: Index, method: string, rest: string, body: unknown): JsonAnswer {
    const all = [...index.documents.values()];
    if (rest === '/search') return found(all.filter(({ removed }) => removed !== true));
    if (rest === '/documents/fetch') return fetched(index, body as { ids: string[] });
    if (rest === '/documents') return { status: 200, body: { results: all.slice(0, 1), total: all.length } };
    if (method === 'DELETE') return this.enqueue(() => index.documents.delete(rest.replace('/documents/', '')));
    if (rest === '/settings' && method === 'GET') return { status: 200, body: index.settings };
    if (rest === '/settings') return this.enqueue(() => (index.settings = body as Index['settings']));
    return { status: 200, body: { primaryKey: 'id' } };
  }

  private made(uid: string): JsonAnswer {
    if (this.indexes.has(uid)) return this.enqueue(() => undefined, EXISTS);
    return this.enqueue(() => this.indexes.set(uid, { settings: {}, documents: new Map() }));
  }

  private deleted(uid: string): JsonAnswer {
    if (!this.indexes.has(uid)) return this.enqueue(() => undefined, NO_INDEX);
    return this.enqueue(() => this.indexes.delete(uid));
  }

  /** Documents sent to an index that is missing make it. */
  private written(uid: string, documents: Document[]): JsonAnswer {
    this.tasks.push(documents);
    if (documents.some(({ id }) => this.refuses(id))) return this.enqueue(() => undefined, REFUSED);
    return this.enqueue(() => {
      const index = this.indexes.get(uid) ?? { settings: {}, documents: new Map<string, Document>() };
      this.indexes.set(uid, index);
      for (const document of documents) index.documents.set(document.id, document);
    });
  }

  private swapped([swap]: ReadonlyArray<{ indexes: [string, string] }>): JsonAnswer {
    const [left, right] = swap?.indexes ?? ['', ''];
    const [one, other] = [this.indexes.get(left), this.indexes.get(right)];
    if (one === undefined || other === undefined) return this.enqueue(() => undefined, NO_INDEX);
    return this.enqueue(() => this.indexes.set(left, other).set(right, one));
  }

  private enqueue(work: () => unknown, error: TaskError | undefined = this.taskError): JsonAnswer {
    const taskUid = this.ended.size;
    this.ended.set(taskUid, error ?? null);
    if (error === undefined) work();
    return { status: 202, body: { taskUid, indexUid: 'x', status: 'enqueued', type: 'x', enqueuedAt: '' } };
  }

  private taskAnswer(uid: number): JsonAnswer {
    const error = this.ended.get(uid) ?? null;
    const status = !this.tasksEnd ? 'processing' : error === null ? 'succeeded' : 'failed';
    return { status: 200, body: { uid, status, error: this.tasksEnd ? error : null } };
  }
}

function found(hits: readonly Document[]): JsonAnswer {
  return { status: 200, body: { hits, totalHits: hits.length, facetDistribution: {} } };
}

function fetched({ documents }: Index, { ids }: { ids: string[] }): JsonAnswer {
  const results = ids.flatMap((id) => documents.get(id) ?? []);
  return { status: 200, body: { results, offset: 0, limit: ids.length, total: results.length } };
}
