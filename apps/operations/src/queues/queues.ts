import { PermanentError } from '#contracts/errors.js';
import { ListQuery, type ListPage } from '#contracts/list-query.js';
import { ProblemError } from '#contracts/problem.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { JOB_STATES, JobQueue } from '#ports/job-queue.port.js';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { jobDto, queueDto, type JobDto, type QueueDto } from './queue.dto.js';

/** Which jobs of a queue to list. */
export const JobsQuery = ListQuery.extend({
  state: z.enum(JOB_STATES).default('failed'),
  cursor: z.string().min(1).max(1000).optional(),
});
export type JobsQuery = z.infer<typeof JobsQuery>;

/** Job queues as administrators deal with them, over the API and in the console. A name that is no queue is 404. */
@Injectable()
export class Queues {
  constructor(private readonly jobQueue: JobQueue) {}

  async list(): Promise<QueueDto[]> {
    return (await this.jobQueue.counts()).map(queueDto);
  }

  async find(name: string): Promise<QueueDto> {
    const found = (await this.jobQueue.counts()).find(({ queue }) => queue === name);
    if (found === undefined) throw new ProblemError(404, `There is no queue ${name}.`);
    return queueDto(found);
  }

  /** 422 for a cursor that is none of this list. */
  async jobs(name: string, { state, ...request }: JobsQuery): Promise<ListPage<JobDto>> {
    await this.find(name);
    const { jobs, next } = await this.jobQueue.page(name, state, request).catch(badCursor);
    return { items: jobs.map(jobDto), ...withoutAbsent({ nextCursor: next }) };
  }

  async setPaused(name: string, paused: boolean): Promise<QueueDto> {
    await this.find(name);
    await this.jobQueue.setPaused(name, paused);
    return this.find(name);
  }

  /** Puts a failed job back; 404 when it has not failed. */
  async retry(name: string, id: string): Promise<void> {
    await this.find(name);
    if (!(await this.jobQueue.retry(name, id))) throw new ProblemError(404, `Queue ${name} has no failed job ${id}.`);
  }
}

function badCursor(error: unknown): never {
  if (!(error instanceof PermanentError)) throw error;
  const errors = [{ pointer: '/cursor', detail: error.message }];
  throw new ProblemError(422, 'The request holds invalid values; see errors.', { errors });
}
