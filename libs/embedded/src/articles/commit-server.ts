import type { MessagePort } from 'node:worker_threads';
import { Database, type LogKeeper } from '../database.js';
import { ArticleWriter } from './article-writer.js';
import type { CommitOrder, CommitResults } from './stored-write.js';

/** What a thread is asked: orders are carried out one after another. */
export interface CommitRequest {
  readonly number: number;
  readonly order: CommitOrder;
}

/** What it answers; of an error what a caller may look at. */
export interface CommitReply {
  readonly number: number;
  readonly results?: CommitResults;
  readonly error?: { readonly message: string; readonly code?: string };
}

const KEPT_BY_THE_CALLER: LogKeeper = { committed: () => undefined };

/** Carries out what comes over the port on a connection of its own, until it is asked to end. */
export function serveCommits(port: MessagePort, path: string): void {
  const database = Database.open(path, KEPT_BY_THE_CALLER);
  const writer = new ArticleWriter(database);
  port.on('message', (request: CommitRequest | 'end') => {
    if (request !== 'end') return port.postMessage(reply(request.number, () => writer.commit(request.order)));
    database.close();
    port.close();
  });
}

function reply(number: number, commit: () => CommitResults): CommitReply {
  try {
    return { number, results: commit() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error ? { code: String(error.code) } : {};
    return { number, error: { message: error.message, ...code } };
  }
}
