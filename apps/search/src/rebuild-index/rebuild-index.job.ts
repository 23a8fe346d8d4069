import { TransientError } from '#contracts/errors.js';
import { Clock } from '#ports/clock.port.js';
import type { Job } from '#ports/job-queue.port.js';
import { SearchIndex, type IndexChange } from '#ports/search-index.port.js';
import { HandleJobs } from '#runtime/jobs/handle-jobs.decorator.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Injectable } from '@nestjs/common';
import type { RebuildReason } from './ask-rebuild.js';
import { REBUILD_QUEUE } from './rebuild-queue.js';
import { ToldChanges } from './told-changes.js';

type Write = (changes: readonly IndexChange[]) => Promise<void>;

/** Clocks of machines differ, and a fact may be told a while before it is in the log. */
const OVERLAP_MS = 5 * 60_000;
/** Replicas of another release, to which the index is as it should be, leave a rebuild to its own release for so long. */
const LEFT_FOR_MS = 10 * 60_000;
/** So many refused articles are not the fault of each. */
const MOST_REFUSED = 100;

/**
 * Makes the index anew from the log: everything ever told, then what was told meanwhile, which puts right what was overtaken,
 * and after the swap the last of it. Idempotent by article version; begun from the start when its process ends.
 */
@Injectable()
export class RebuildIndex {
  constructor(
    private readonly index: SearchIndex,
    private readonly told: ToldChanges,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  @HandleJobs({ queue: REBUILD_QUEUE })
  async run({ data }: Job, signal: AbortSignal): Promise<void> {
    const reason: RebuildReason = data['reason'] === 'outdated' ? 'outdated' : 'asked';
    if (reason === 'outdated' && !(await this.index.needsRebuild())) return this.leave(Number(data['askedAt']));
    const begun = this.clock.now();
    const rebuild = await this.index.beginRebuild();
    const fill: Write = (changes) => this.index.fillRebuild(rebuild, changes);
    const read = await this.write(undefined, fill, signal);
    const filled = this.clock.now();
    await this.write(begun, fill, signal);
    await this.index.finishRebuild(rebuild);
    await this.write(filled, (changes) => this.index.apply(changes), signal);
    this.logger.info({ facts: read, reason }, 'the search index was rebuilt');
  }

  private leave(askedAt: number): void {
    if (this.clock.now().getTime() - askedAt > LEFT_FOR_MS) return;
    throw new TransientError('the index needs no rebuild by this release; it is left to the one that asked for it');
  }

  /** Resolves to how many facts were read. */
  private async write(since: Date | undefined, write: Write, signal: AbortSignal): Promise<number> {
    let read = 0;
    const refused: unknown[] = [];
    const from = since === undefined ? undefined : new Date(since.getTime() - OVERLAP_MS);
    for await (const changes of this.told.since(from)) {
      signal.throwIfAborted();
      await this.writeOrHalve(changes, write, refused);
      read += changes.length;
    }
    return read;
  }

  /** An article that the index refuses is a dead letter of its own already, and keeps no other out of the new index. */
  private async writeOrHalve(changes: readonly IndexChange[], write: Write, refused: unknown[]): Promise<void> {
    try {
      await write(changes);
    } catch (error) {
      if (error instanceof TransientError || refused.length > MOST_REFUSED) throw error;
      if (changes.length === 1) {
        refused.push(error);
        this.logger.warn({ err: error }, 'left out of the rebuilt search index');
        return;
      }
      const middle = Math.ceil(changes.length / 2);
      await this.writeOrHalve(changes.slice(0, middle), write, refused);
      await this.writeOrHalve(changes.slice(middle), write, refused);
    }
  }
}
