import { Worker } from 'node:worker_threads';
import { CommitClient } from './articles/commit-client.js';
import { Checkpoints } from './checkpoint/checkpoints.js';

/** What threads do for a database file, each started when it is first needed. */
export class FileThreads {
  /** Commits the articles of a burst. */
  readonly commits: CommitClient;
  /** Takes the write-ahead log over. */
  readonly checkpoints: Checkpoints;

  constructor(path: string) {
    const start = (entry: URL): Worker => new Worker(entry, { workerData: path });
    this.commits = new CommitClient(() => start(new URL('./articles/commit-thread.js', import.meta.url)));
    this.checkpoints = new Checkpoints(path, () =>
      start(new URL('./checkpoint/checkpoint-thread.js', import.meta.url)),
    );
  }

  /** Resolves when the threads have let the file go, all they were asked done. */
  async close(): Promise<void> {
    await Promise.all([this.commits.close(), this.checkpoints.close()]);
  }
}
