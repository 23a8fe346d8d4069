import { Queue, type Job as BullJob } from 'bullmq';
import type { Redis } from 'ioredis';
import { bullIds } from './bull-id.js';
import { REPEATING } from './cron-time.js';
import type { StoredData } from './stored-job.js';

/** BullMQ orders delayed jobs by their time in steps of 1/4096 millisecond. */
const STEPS = 4_096;

/** The queues of the installation as BullMQ keeps them; which there are is kept beside them. */
export class BullQueues {
  private readonly opened = new Map<string, Queue<StoredData>>();
  private readonly known = new Set<string>();

  constructor(
    private readonly client: Redis,
    readonly prefix: string,
    private readonly now: () => Date,
  ) {}

  get(name: string): Queue<StoredData> {
    const queue = this.opened.get(name) ?? this.open(name);
    this.opened.set(name, queue);
    return queue;
  }

  /** Makes a queue visible before its first job. */
  async know(name: string): Promise<void> {
    if (this.known.has(name)) return;
    await this.client.sadd(this.listKey, name);
    this.known.add(name);
  }

  async names(): Promise<string[]> {
    return this.client.smembers(this.listKey);
  }

  /** The job that the port calls so. */
  async find(name: string, id: string): Promise<BullJob<StoredData> | undefined> {
    const found = await Promise.all(bullIds(id).map((one) => this.getJob(name, one)));
    return found.find((job) => job !== undefined);
  }

  /** The job that BullMQ calls so. */
  getJob(name: string, id: string): Promise<BullJob<StoredData> | undefined> {
    return this.get(name).getJob(id);
  }

  /** How many delayed jobs are due. */
  dueCount(name: string): Promise<number> {
    return this.client.zcount(this.get(name).toKey('delayed'), '-inf', this.dueScore());
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.opened.values()].map((queue) => queue.close()));
  }

  private get listKey(): string {
    return `${this.prefix}:queues`;
  }

  /** The highest score of a delayed job that is due. */
  dueScore(): string {
    return String((this.now().getTime() + 1) * STEPS - 1);
  }

  private open(name: string): Queue<StoredData> {
    const queue = new Queue<StoredData>(name, {
      connection: this.client,
      prefix: this.prefix,
      // Nobody reads the streams of events.
      streams: { events: { maxLen: 10 } },
      settings: REPEATING,
    });
    queue.on('error', () => undefined);
    return queue;
  }
}
