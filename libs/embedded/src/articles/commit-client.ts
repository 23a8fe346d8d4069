import type { CommitReply, CommitRequest } from './commit-server.js';
import type { CommitOrder, CommitResults } from './stored-write.js';

/** The end of a port or of a thread that requests go into. */
export interface CommitPort {
  postMessage(message: CommitRequest | 'end'): void;
  on(event: 'message', listener: (reply: CommitReply) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit' | 'close', listener: () => void): unknown;
}

interface Waiting {
  readonly done: (results: CommitResults) => void;
  readonly failed: (error: Error) => void;
}

/** Has orders carried out at the other end of a port; opened when the first one comes, and again after the other end died. */
export class CommitClient {
  private readonly waiting = new Map<number, Waiting>();
  private port: CommitPort | undefined;
  private number = 0;
  private ended: () => void = () => undefined;

  constructor(private readonly open: () => CommitPort) {}

  /** Durable when it resolves; when it rejects nothing is changed, unless the thread died meanwhile. */
  commit(order: CommitOrder): Promise<CommitResults> {
    const port = (this.port ??= this.opened());
    this.number += 1;
    const { number } = this;
    return new Promise((done, failed) => {
      this.waiting.set(number, { done, failed });
      port.postMessage({ number, order });
    });
  }

  /** Ends the other end when what it was asked is done. */
  async close(): Promise<void> {
    const { port } = this;
    if (port === undefined) return;
    await new Promise<void>((ended) => {
      this.ended = ended;
      port.postMessage('end');
    });
  }

  private opened(): CommitPort {
    const port = this.open();
    let cause: Error | undefined;
    const gone = (): void => {
      if (this.port === port) this.port = undefined;
      for (const { failed } of this.waiting.values()) failed(new Error('the thread that commits ended', { cause }));
      this.waiting.clear();
      this.ended();
    };
    port.on('message', (reply) => this.settle(reply));
    port.on('error', (error) => {
      cause = error;
    });
    port.on('exit', gone);
    port.on('close', gone);
    return port;
  }

  private settle({ number, results, error }: CommitReply): void {
    const waiting = this.waiting.get(number);
    this.waiting.delete(number);
    if (results !== undefined) waiting?.done(results);
    else waiting?.failed(Object.assign(new Error(error?.message ?? 'no answer'), { code: error?.code }));
  }
}
