import {
  JobQueue,
  type Job,
  type JobPage,
  type JobPageRequest,
  type JobRequest,
  type JobSchedule,
  type JobState,
  type JobWorkerOptions,
  type QueueCounts,
} from '#ports/job-queue.port.js';
import { BullIntake } from './bull-intake.js';
import { BullJobWorker } from './bull-job-worker.js';
import { BullPages } from './bull-pages.js';
import { BullQueues } from './bull-queues.js';
import { BullRemoval } from './bull-removal.js';
import { BullSchedules } from './bull-schedules.js';
import { queueCounts } from './queue-counts.js';
import { REDIS_TIMING, type RedisJobQueueOptions, type RedisTiming } from './redis-job-queue-options.js';
import { RedisLink } from './redis-link.js';
import { KEPT_MS } from './stored-job.js';
import { WorkerConnections } from './worker-connections.js';

const HOUR_MS = 3_600_000;
const FORGET_SLICE = 1_000;

/**
 * JobQueue on Redis through BullMQ. What is added is as durable as Redis is set up to be: an append-only file, and nothing
 * evicted. Times that a schedule missed while its last job waited count as missed: they fire once, late.
 */
export class RedisJobQueue extends JobQueue {
  private readonly timing: RedisTiming;
  private readonly link: RedisLink;
  private readonly queues: BullQueues;
  private readonly pages: BullPages;
  private readonly intake: BullIntake;
  private readonly schedules: BullSchedules;
  private readonly removal: BullRemoval;
  private readonly workers = new Set<BullJobWorker>();
  private readonly forgetting: NodeJS.Timeout;

  constructor(private readonly options: RedisJobQueueOptions) {
    super();
    const now = (): Date => options.clock.now();
    this.timing = { ...REDIS_TIMING, ...options.timing };
    this.link = new RedisLink(options.url, this.timing.answerWithinMs);
    this.queues = new BullQueues(this.link.client, options.namespace, now);
    this.pages = new BullPages(this.link.client, this.queues);
    this.intake = new BullIntake(this.queues, now);
    this.schedules = new BullSchedules(this.queues, now, (jobs) => this.add(jobs));
    this.removal = new BullRemoval(this.queues);
    this.forgetting = setInterval(() => void this.forgetFinished().catch(() => undefined), HOUR_MS);
    this.forgetting.unref();
  }

  async add(jobs: readonly JobRequest[]): Promise<number> {
    if (jobs.length === 0) return 0;
    return this.link.use('jobs cannot be added', (client) => this.intake.add(client, jobs));
  }

  schedule(schedule: JobSchedule): Promise<void> {
    return this.link.use('a schedule cannot be set', () => this.schedules.put(schedule));
  }

  unschedule(queue: string, id: string): Promise<void> {
    return this.link.use('a schedule cannot be ended', () => this.schedules.remove(queue, id));
  }

  /** Also while Redis is away: the work begins when it comes. */
  async work(options: JobWorkerOptions): Promise<() => Promise<void>> {
    const { url, namespace: prefix, clock, trouble = () => undefined } = this.options;
    const connections = new WorkerConnections(url);
    const tools = { connections, prefix, timing: this.timing, now: () => clock.now(), trouble };
    const worker = new BullJobWorker(options, tools);
    this.workers.add(worker);
    return async () => {
      await worker.stop();
      this.workers.delete(worker);
    };
  }

  counts(): Promise<QueueCounts[]> {
    return this.link.use('queues cannot be counted', async () => {
      for (const { queue } of this.workers) await this.queues.know(queue);
      const names = (await this.queues.names()).sort();
      return Promise.all(names.map((name) => queueCounts(this.queues, this.pages, name, this.options.clock.now())));
    });
  }

  page(queue: string, state: JobState, request: JobPageRequest): Promise<JobPage> {
    return this.link.use('jobs cannot be listed', () => this.pages.page(queue, state, request));
  }

  find(queue: string, id: string): Promise<Job | undefined> {
    return this.link.use('a job cannot be looked up', () => this.pages.find(queue, id));
  }

  retry(queue: string, id: string): Promise<boolean> {
    return this.link.use('a job cannot be put back', async () => {
      const job = await this.queues.find(queue, id);
      if (job === undefined || !(await job.isFailed())) return false;
      await job.updateData({ ...job.data, runAt: this.options.clock.now().getTime() });
      await job.retry('failed', { resetAttemptsMade: true });
      return true;
    });
  }

  remove(queue: string, id: string): Promise<boolean> {
    return this.link.use('a job cannot be removed', () => this.removal.remove(queue, id));
  }

  setPaused(queue: string, paused: boolean): Promise<void> {
    return this.link.use('a queue cannot be paused', async () => {
      await this.queues.know(queue);
      const bull = this.queues.get(queue);
      await (paused ? bull.pause() : bull.resume());
    });
  }

  /** Resolves when Redis answers now. */
  async probe(): Promise<void> {
    await this.link.use('Redis does not answer', (client) => client.ping());
  }

  async close(): Promise<void> {
    clearInterval(this.forgetting);
    await Promise.all([...this.workers].map((worker) => worker.stop()));
    this.workers.clear();
    await this.queues.close();
    this.link.close();
  }

  /** BullMQ forgets old finished jobs when another finishes; in a queue where none does, this does. */
  private async forgetFinished(): Promise<void> {
    await this.link.use('finished jobs cannot be forgotten', async () => {
      for (const name of await this.queues.names()) {
        await this.queues.get(name).clean(KEPT_MS, FORGET_SLICE, 'completed');
      }
    });
  }
}
