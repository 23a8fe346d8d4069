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
}

interface TaskError {
  readonly message: string;
  readonly code: string;
  readonly type: string;
}

const NO_INDEX: JsonAnswer = {
  status: 404,
  body: { message: 'not found', code: 'index_not_found', type: 'invalid_request' },
};
const REFUSED = { message: 'refused', code: 'invalid_document_fields', type: 'invalid_request' };

/**
 * A local HTTP server that keeps documents and tasks in the way of Meilisearch, and goes wrong when told to. It finds
 * nothing: what is found is tested against the real server.
 */
export class SmallMeilisearch {
  readonly asked: Asked[] = [];
  /** The documents of each task, as they came. */
  readonly tasks: Document[][] = [];
  readonly held = new Map<string, Document>();
  /** Documents with such an id make their task fail. */
  refuses: (id: string) => boolean = () => false;
  /** Every task fails with it. */
  taskError: TaskError | undefined;
  /** Tasks end only when it is open. */
  tasksEnd = true;
  /** Answers instead, when it has an answer; `close` ends the connection. */
  instead: (asked: Asked) => JsonAnswer | 'close' | 'silence' | undefined = () => undefined;
  settings: Record<string, unknown> | undefined;
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

  private serve({ method, url, body }: JsonRequest): JsonAnswer | 'close' | 'silence' {
    const asked = { method, path: url.pathname, body };
    this.asked.push(asked);
    return this.instead(asked) ?? this.answer(asked);
  }

  private answer({ method, path, body }: Asked): JsonAnswer {
    const task = /^\/tasks\/(\d+)$/.exec(path)?.[1];
    if (task !== undefined) return this.taskAnswer(Number(task));
    if (method === 'POST' && path === '/indexes') return this.enqueue(() => (this.settings = {}));
    if (this.settings === undefined && path !== '/health') return NO_INDEX;
    if (path.endsWith('/documents/fetch')) return this.fetched(body as { ids: string[] });
    if (path.endsWith('/documents')) return this.written(body as Document[]);
    if (path.endsWith('/settings')) {
      if (method === 'GET') return { status: 200, body: this.settings };
      return this.enqueue(() => (this.settings = body as Record<string, unknown>));
    }
    if (path.endsWith('/search')) return { status: 200, body: { hits: [], totalHits: 0, facetDistribution: {} } };
    if (path === '/health') return { status: 200, body: { status: 'available' } };
    return { status: 200, body: { uid: path, primaryKey: 'id' } };
  }

  private fetched({ ids }: { ids: string[] }): JsonAnswer {
    const results = ids.flatMap((id) => this.held.get(id) ?? []);
    return { status: 200, body: { results, offset: 0, limit: ids.length, total: results.length } };
  }

  private written(documents: Document[]): JsonAnswer {
    this.tasks.push(documents);
    if (documents.some(({ id }) => this.refuses(id))) return this.enqueue(() => undefined, REFUSED);
    return this.enqueue(() => documents.forEach((document) => this.held.set(document.id, document)));
  }

  private enqueue(work: () => void, error: TaskError | undefined = this.taskError): JsonAnswer {
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
