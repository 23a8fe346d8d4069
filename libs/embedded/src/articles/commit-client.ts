import { OtherEnd, type Port } from '../other-end.js';
import type { CommitReply, CommitRequest } from './commit-server.js';
import type { CommitOrder, CommitResults } from './stored-write.js';

interface Waiting {
  readonly done: (results: CommitResults) => void;
  readonly failed: (error: Error) => void;
}

/** Has orders carried out at the other end of a port. */
export class CommitClient {
  private readonly waiting = new Map<number, Waiting>();
  private readonly server: OtherEnd<CommitRequest, CommitReply>;
  private number = 0;

  constructor(open: () => Port<CommitRequest, CommitReply>) {
    this.server = new OtherEnd(open, {
      replied: (reply) => this.settle(reply),
      gone: (cause) => this.fail(new Error('the thread that commits ended', { cause })),
    });
  }

  /** Durable when it resolves; when it rejects nothing is changed, unless the thread died meanwhile. */
  commit(order: CommitOrder): Promise<CommitResults> {
    this.number += 1;
    const { number } = this;
    return new Promise((done, failed) => {
      this.waiting.set(number, { done, failed });
      this.server.send({ number, order });
    });
  }

  /** Ends the other end when what it was asked is done. */
  close(): Promise<void> {
    return this.server.close();
  }

  private settle({ number, results, error }: CommitReply): void {
    const waiting = this.waiting.get(number);
    this.waiting.delete(number);
    if (results !== undefined) waiting?.done(results);
    else waiting?.failed(Object.assign(new Error(error?.message ?? 'no answer'), { code: error?.code }));
  }

  private fail(error: Error): void {
    for (const { failed } of this.waiting.values()) failed(error);
    this.waiting.clear();
  }
}
