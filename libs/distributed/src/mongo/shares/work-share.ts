import { setTimeout as pause } from 'node:timers/promises';
import type { MongoConnection } from '../mongo-connection.js';
import { heirOf } from './heir.js';
import { Members } from './members.js';
import { OtherMembers } from './other-members.js';

const TIMING = { beatMs: 1_000, patienceMs: 120_000 };
/** Those who wrote and are no members are mostly found when a process begins. */
const BEATS_BETWEEN_WRITERS = 10;
/** What bears no mark is looked for among all that waits, and only what an earlier release wrote bears none. */
const BEATS_BETWEEN_CLAIMS = 60;

/** What several processes share by who wrote it. */
export interface SharedWork {
  readonly name: string;
  /** Mark of this process in all that it writes. */
  readonly giver: string;
  /** Marks of all processes whose work waits. */
  writers(): Promise<string[]>;
  /** Marks as this process's what bears no mark, as an earlier release left it. */
  claimUnmarked(): Promise<unknown>;
}

export interface ShareTiming {
  /** From one beat to the next. */
  readonly beatMs: number;
  /** One that asks for nothing for so long is stuck, and others take what it wrote. */
  readonly patienceMs: number;
}

/**
 * One process's part of work that several take: what it wrote itself, and what was written by some of those who take no more.
 * A process is a member from the first time it asks until its connection closes. One that dies is inherited from within
 * seconds, one that closes when the others look again. Two may take the same for a moment; nothing is left lying.
 */
export class WorkShare {
  private readonly members: Members;
  private readonly others = new OtherMembers();
  private joined: Promise<void> | undefined;
  private beating: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private askedAt = 0;
  private beats = 0;
  private failure: unknown;
  private isClosed = false;

  /** To be made before the connection is ready. */
  constructor(
    connection: MongoConnection,
    private readonly work: SharedWork,
    private readonly timing: ShareTiming = TIMING,
  ) {
    this.members = new Members(connection, work.name);
    connection.beforeClose(() => this.leave());
  }

  /** Marks of those whose work this process is to take now. Rejects when the last look at the others failed. */
  async givers(): Promise<string[]> {
    this.askedAt = performance.now();
    this.joined ??= this.join();
    await this.joined;
    if (this.failure !== undefined) throw this.failure;
    const { giver } = this.work;
    const members = [giver, ...this.others.living];
    return [giver, ...this.others.gone.filter((gone) => heirOf(gone, members) === giver)];
  }

  private async join(): Promise<void> {
    this.beats = 0;
    try {
      await this.beat();
      if (this.others.isUnsure) {
        await pause(this.timing.beatMs);
        await this.beat();
      }
    } catch (error) {
      this.joined = undefined;
      throw error;
    }
    this.failure = undefined;
    this.goOn();
  }

  private goOn(): void {
    if (this.isClosed) return;
    this.timer = setTimeout(() => {
      if (performance.now() - this.askedAt > this.timing.patienceMs) this.joined = undefined;
      else this.beating = this.beatAgain();
    }, this.timing.beatMs);
  }

  /** What fails is told to whoever asks next. */
  private async beatAgain(): Promise<void> {
    try {
      await this.beat();
      this.failure = undefined;
    } catch (error) {
      this.failure = error;
    }
    this.goOn();
  }

  private async beat(): Promise<void> {
    const { giver } = this.work;
    await this.members.beat(giver);
    const isDue = this.others.isUnsure || this.beats % BEATS_BETWEEN_WRITERS === 0;
    if (this.beats % BEATS_BETWEEN_CLAIMS === 0) await this.work.claimUnmarked();
    this.beats += 1;
    // Before the look, so that whoever became a member before it wrote is seen as one.
    const writers = isDue ? await this.work.writers() : undefined;
    this.others.seen(
      await this.members.others(giver),
      writers?.filter((writer) => writer !== giver),
    );
    await this.members.clear(this.others.silent);
  }

  /** Where the database is away the others find it silent. */
  private async leave(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    if (this.joined === undefined) return;
    await Promise.allSettled([this.joined, this.beating]);
    if (this.failure === undefined) await this.members.leave(this.work.giver);
  }
}
