import { ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { ProblemError } from '#contracts/problem.js';
import { DeadLetterStore, type DeadLetter } from '#ports/dead-letter-store.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { Redrive, type RedriveOutcome } from '#runtime/consume/redrive.js';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { deadLetterDto, type DeadLetterDto } from './dead-letter.dto.js';

/** Which dead letters to list. */
export const DeadLettersQuery = ListQuery.extend({
  group: z.string().min(1).max(100).optional(),
  state: z.enum(['open', 'redriven', 'discarded']).optional(),
});
export type DeadLettersQuery = z.infer<typeof DeadLettersQuery>;

/** Why one is given up. */
export const Discard = z.strictObject({ reason: z.string().trim().min(1).max(500) });

/** Dead letters as administrators deal with them, over the API and in the console. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly store: DeadLetterStore,
    private readonly redriving: Redrive,
    private readonly jobQueue: JobQueue,
  ) {}

  /** Newest first. */
  async list({ limit, cursor, ...filter }: DeadLettersQuery): Promise<ListPage<DeadLetterDto>> {
    const found = await this.store.list({ ...filter, before: cursor, limit: limit + 1 });
    return pageOf(found.map(deadLetterDto), limit, ({ id }) => id);
  }

  /** 404 when there is none. */
  async find(id: string): Promise<DeadLetter> {
    const letter = await this.store.find(id);
    if (letter === undefined) throw new ProblemError(404, `There is no dead letter ${id}.`);
    return letter;
  }

  /** Safe to ask for twice: a letter that was handled is not handled again. */
  async redrive(id: string): Promise<Exclude<RedriveOutcome, { outcome: 'unknown' }>> {
    const result = await this.redriving.redrive(id);
    if (result.outcome === 'unknown') throw new ProblemError(404, `There is no dead letter ${id}.`);
    return result;
  }

  /** Gives it up, and its job with it unless that runs now; it stays to be read, with the reason. 409 when it was redriven. */
  async discard(id: string, reason: string): Promise<DeadLetter> {
    const letter = await this.find(id);
    if (letter.state === 'redriven') throw new ProblemError(409, `Dead letter ${id} was redriven.`);
    if (letter.state === 'open') await this.store.settle(id, 'discarded', reason);
    const settled = await this.find(id);
    if (settled.kind === 'job' && settled.state === 'discarded') await this.jobQueue.remove(settled.group, settled.key);
    return settled;
  }
}
