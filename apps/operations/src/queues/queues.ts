import { ProblemError } from '#contracts/problem.js';
import { JobQueue, type JobState } from '#ports/job-queue.port.js';
import { Injectable } from '@nestjs/common';
import { jobDto, queueDto, type JobDto, type QueueDto } from './queue.dto.js';

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

  async jobs(name: string, state: JobState, limit: number): Promise<JobDto[]> {
    await this.find(name);
    return (await this.jobQueue.list(name, state, limit)).map(jobDto);
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
