import type { TopicName } from '#contracts/topics.js';
import type { LogSubscription } from '#ports/event-log.port.js';
import { setTimeout as wait } from 'node:timers/promises';
import { GroupSession, type MemberTools } from './group-session.js';

const LONGEST_PAUSE_MS = 2_000;

/** What a member knows of a partition that it has. */
export interface HeldPartition {
  readonly topic: TopicName;
  readonly partition: number;
  readonly pausedBecause: string | undefined;
  readonly lastCommitAt: Date | undefined;
}

/** A member of a group, from subscription to stop: joins again, without end, when the brokers were away. */
export class GroupMember {
  private readonly stopping = new AbortController();
  private session: GroupSession | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly subscription: LogSubscription,
    private readonly tools: MemberTools,
  ) {}

  get group(): string {
    return this.subscription.group;
  }

  get topics(): readonly TopicName[] {
    return this.subscription.topics;
  }

  held(): HeldPartition[] {
    return this.session?.lanes.list() ?? [];
  }

  start(): void {
    this.running = this.run();
  }

  /** Waits for the batches in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted; failures += 1) {
      const pauseMs = failures === 0 ? 0 : Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures);
      await wait(pauseMs, undefined, { signal }).catch(() => undefined);
      const began = Date.now();
      this.session = new GroupSession(this.subscription, this.tools);
      try {
        await this.session.live(signal);
      } catch (error) {
        this.tools.trouble(`the group ${this.group} lost its brokers and joins again`, error);
      }
      if (Date.now() - began > this.tools.timing.sessionMs) failures = 0;
    }
  }
}
