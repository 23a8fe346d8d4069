import { PermanentError } from '#contracts/errors.js';
import { DeadLetterStore, type DeadLetter } from '#ports/dead-letter-store.port.js';
import { JobQueue, type Job } from '#ports/job-queue.port.js';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { EventTransport } from './event-transport.js';

const ANSWER_WITHIN_MS = 10_000;
const LOOK_AGAIN_MS = 50;

/** What the process of a handler made of a dead letter that another process asked it to handle. */
export type RequestedRedrive =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'in-hand' }
  | { readonly outcome: 'failed'; readonly error: string };

/** Dead letters are handled where the handlers of their group run; other processes ask for it by a job. */
@Injectable()
export class RedriveRequests {
  private stops: Array<() => Promise<void>> = [];

  constructor(
    private readonly jobQueue: JobQueue,
    private readonly transport: EventTransport,
    private readonly store: DeadLetterStore,
  ) {}

  /** Takes requests for every group that is handled here; `redrive` answers what the handler said when it failed. */
  async serve(redrive: (letterId: string) => Promise<string | undefined>): Promise<void> {
    for (const group of this.transport.registry.groups()) {
      const handle = ({ data }: Job): Promise<void> => this.serveOne(String(data['letter']), redrive);
      const stop = await this.jobQueue.work({
        queue: queueOf(group),
        concurrency: 1,
        attempts: 1,
        backoffMs: 0,
        handle,
      });
      this.stops.push(stop);
    }
  }

  /** Puts a failed job back to its queue; `in-hand` when it is to run or has run already, `gone` when the queue does not hold it. */
  async putBack(queue: string, jobId: string): Promise<'redriven' | 'in-hand' | 'gone'> {
    if (await this.jobQueue.retry(queue, jobId)) return 'redriven';
    return (await this.jobQueue.find(queue, jobId)) === undefined ? 'gone' : 'in-hand';
  }

  async stop(): Promise<void> {
    const stops = this.stops;
    this.stops = [];
    await Promise.all(stops.map((stop) => stop()));
  }

  /** Resolves when it was handled or ten seconds passed; it is handled then too, as soon as a process of its service runs. */
  async ask(letter: DeadLetter): Promise<RequestedRedrive> {
    const queue = queueOf(letter.group);
    const id = randomUUID();
    await this.jobQueue.add([{ queue, id, data: { letter: letter.id } }]);
    const deadline = performance.now() + ANSWER_WITHIN_MS;
    while (performance.now() < deadline) {
      const job = await this.jobQueue.find(queue, id);
      if (job?.state === 'finished') return this.toldBy(letter);
      if (job?.state === 'failed') {
        await this.jobQueue.remove(queue, id);
        return { outcome: 'failed', error: job.error ?? '' };
      }
      await wait(LOOK_AGAIN_MS);
    }
    return { outcome: 'in-hand' };
  }

  /** A failure that the letter tells of needs no failed job beside it. */
  private async serveOne(id: string, redrive: (id: string) => Promise<string | undefined>): Promise<void> {
    const before = await this.store.find(id);
    const error = await redrive(id);
    if (error === undefined || before === undefined) return;
    if ((await this.store.find(id))?.attempts === before.attempts) throw new PermanentError(error);
  }

  /** What became of a letter whose request was served. */
  private async toldBy({ id, attempts }: DeadLetter): Promise<RequestedRedrive> {
    const now = await this.store.find(id);
    if (now?.state !== 'open') return { outcome: 'done' };
    return now.attempts > attempts ? { outcome: 'failed', error: now.error } : { outcome: 'in-hand' };
  }
}

const queueOf = (group: string): string => `redrive.${group}`;
