import type { Job, JobState } from '#ports/job-queue.port.js';
import { Queue, type Job as BullJob } from 'bullmq';
import type { Redis } from 'ioredis';
import { REPEATING } from './cron-time.js';
import { jobOf, type StoredData } from './stored-job.js';

/** BullMQ orders delayed jobs by their time in steps of 1/4096 millisecond. */
const STEPS = 4_096;
const STATES = { active: ['active', false], finished: ['completed', false], failed: ['failed', false] } as const;

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

  /** Jobs in a state; delayed jobs whose time has come count as waiting, for BullMQ moves them when a worker asks. */
  async list(name: string, state: JobState, limit: number): Promise<Job[]> {
    const stored = await this.stored(name, state, limit);
    return stored.map((job) => jobOf(name, job, state));
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

  private async stored(name: string, state: JobState, limit: number): Promise<Array<BullJob<StoredData>>> {
    const queue = this.get(name);
    if (state === 'delayed') return this.delayed(queue, [`(${this.dueScore()}`, '+inf'], limit);
    if (state !== 'waiting') {
      const [type, oldestFirst] = STATES[state];
      return queue.getJobs([type], 0, limit - 1, oldestFirst);
    }
    const waiting = await queue.getJobs(['wait'], 0, limit - 1, true);
    const due = await this.delayed(queue, ['-inf', this.dueScore()], limit - waiting.length);
    return [...waiting, ...due];
  }

  private async delayed(
    queue: Queue<StoredData>,
    [from, to]: readonly [string, string],
    limit: number,
  ): Promise<Array<BullJob<StoredData>>> {
    if (limit <= 0) return [];
    const ids = await this.client.zrangebyscore(queue.toKey('delayed'), from, to, 'LIMIT', 0, limit);
    const jobs = await Promise.all(ids.map((id): Promise<BullJob<StoredData> | undefined> => queue.getJob(id)));
    return jobs.flatMap((job) => job ?? []);
  }

  private dueScore(): string {
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
