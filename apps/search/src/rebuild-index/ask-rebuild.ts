import type { SearchRebuild } from '#contracts/search-rebuild.js';
import { Clock } from '#ports/clock.port.js';
import { JobQueue, type Job } from '#ports/job-queue.port.js';
import { Injectable } from '@nestjs/common';
import { REBUILD_QUEUE } from './rebuild-queue.js';

/** `outdated`: the index answers by the rules of another release. */
export type RebuildReason = 'asked' | 'outdated';

/** Asks for rebuilds, of which one at a time is waiting or going on, and tells what became of them. */
@Injectable()
export class AskRebuild {
  constructor(
    private readonly jobQueue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** The rebuild that is in hand already, else a new one. */
  async ask(reason: RebuildReason): Promise<SearchRebuild> {
    const inHand = await this.inHand();
    if (inHand !== undefined) return rebuildOf(inHand);
    const now = this.clock.now();
    // Named by the second: of several who ask at the same moment all get the same one.
    const id = `rebuild-${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}`;
    await this.jobQueue.add([{ queue: REBUILD_QUEUE, id, data: { reason, askedAt: now.getTime() } }]);
    return (await this.find(id)) ?? { id, state: 'waiting', attempts: 0 };
  }

  async find(id: string): Promise<SearchRebuild | undefined> {
    const job = await this.jobQueue.find(REBUILD_QUEUE, id);
    return job === undefined ? undefined : rebuildOf(job);
  }

  private async inHand(): Promise<Job | undefined> {
    for (const state of ['active', 'waiting', 'delayed'] as const) {
      const [job] = await this.jobQueue.list(REBUILD_QUEUE, state, 1);
      if (job !== undefined) return job;
    }
    return undefined;
  }
}

function rebuildOf({ id, state, attempts, error }: Job): SearchRebuild {
  return { id, state, attempts, ...(error === undefined ? {} : { error }) };
}
