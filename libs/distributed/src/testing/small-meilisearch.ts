import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer; `undefined` closes the connection without one. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

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

const NO_INDEX: Answer = {
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
  instead: (asked: Asked) => Answer | 'close' | 'silence' | undefined = () => undefined;
  settings: Record<string, unknown> | undefined;
  private readonly ended = new Map<number, TaskError | null>();
  private server: Server | undefined;

  async start(): Promise<string> {
    this.server = createServer((request, response) => void this.serve(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  asks(method: string, path: RegExp): Asked[] {
    return this.asked.filter((one) => one.method === method && path.test(one.path));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const asked = { method: request.method ?? '', path, body: text === '' ? null : (JSON.parse(text) as unknown) };
    this.asked.push(asked);
    const answer = this.instead(asked) ?? this.answer(asked);
    if (answer === 'silence') return;
    if (answer === 'close') return void request.socket.destroy();
    const json = { 'content-type': 'application/json', ...answer.headers };
    response.writeHead(answer.status, json);
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}));
  }

  private answer({ method, path, body }: Asked): Answer {
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

  private fetched({ ids }: { ids: string[] }): Answer {
    const results = ids.flatMap((id) => this.held.get(id) ?? []);
    return { status: 200, body: { results, offset: 0, limit: ids.length, total: results.length } };
  }

  private written(documents: Document[]): Answer {
    this.tasks.push(documents);
    if (documents.some(({ id }) => this.refuses(id))) return this.enqueue(() => undefined, REFUSED);
    return this.enqueue(() => documents.forEach((document) => this.held.set(document.id, document)));
  }

  private enqueue(work: () => void, error: TaskError | undefined = this.taskError): Answer {
    const taskUid = this.ended.size;
    this.ended.set(taskUid, error ?? null);
    if (error === undefined) work();
    return { status: 202, body: { taskUid, indexUid: 'x', status: 'enqueued', type: 'x', enqueuedAt: '' } };
  }

  private taskAnswer(uid: number): Answer {
    const error = this.ended.get(uid) ?? null;
    const status = !this.tasksEnd ? 'processing' : error === null ? 'succeeded' : 'failed';
    return { status: 200, body: { uid, status, error: this.tasksEnd ? error : null } };
  }
}
