import type { DeadLetter } from '#ports/dead-letter-store.port.js';
import { z } from 'zod';

/** A dead letter in a list: what it is and why it is here, without its data. */
export const DeadLetterDto = z
  .object({
    id: z.string(),
    kind: z.enum(['event', 'job']),
    /** Consumer group, or queue. */
    group: z.string(),
    topic: z.string(),
    /** Article, edition or subscriber id; id of the job, or of an event that the log refused. */
    key: z.string(),
    /** Type of the event; empty for a job. */
    type: z.string(),
    error: z.string(),
    attempts: z.int(),
    firstFailedAt: z.string(),
    lastFailedAt: z.string(),
    state: z.enum(['open', 'redriven', 'discarded']),
    note: z.string().optional(),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetterDto = z.infer<typeof DeadLetterDto>;

/** A dead letter whole: with its place in the log, its attributes and its data as they came. */
export const DeadLetterDetailDto = DeadLetterDto.extend({
  partition: z.int(),
  offset: z.int(),
  attributes: z.record(z.string(), z.string()),
  value: z.string(),
}).meta({ id: 'DeadLetterDetail' });
export type DeadLetterDetailDto = z.infer<typeof DeadLetterDetailDto>;

/** What a list shows of a dead letter. */
export function deadLetterDto(letter: DeadLetter): DeadLetterDto {
  const { id, kind, group, topic, key, attributes, error, attempts, state, note } = letter;
  return {
    ...{ id, kind, group, topic, key, type: attributes['type'] ?? '', error, attempts, state },
    firstFailedAt: letter.firstFailedAt.toISOString(),
    lastFailedAt: letter.lastFailedAt.toISOString(),
    ...(note === undefined ? {} : { note }),
  };
}

/** All that is kept of a dead letter. */
export function deadLetterDetailDto(letter: DeadLetter): DeadLetterDetailDto {
  const { partition, offset, attributes, value } = letter;
  return { ...deadLetterDto(letter), partition, offset, attributes: { ...attributes }, value };
}
