import { PermanentError } from '#contracts/errors.js';
import type { JobState } from '#ports/job-queue.port.js';

export type BullList = 'wait' | 'active' | 'delayed' | 'completed' | 'failed';

/** Where a job is: which of BullMQ's lists it is in and where there. */
export interface BullPlace {
  readonly list: BullList;
  readonly id: string;
  /** Its score, or in `wait` how often it was begun: once that has grown, it has left its turn. */
  readonly mark: string;
}

/** Which lists hold the jobs of a state; delayed ones whose time has come wait, for BullMQ moves them when a worker asks. */
export const LISTS_OF: Readonly<Record<JobState, readonly BullList[]>> = {
  waiting: ['wait', 'delayed'],
  delayed: ['delayed'],
  active: ['active'],
  finished: ['completed'],
  failed: ['failed'],
};

const CURSOR = /^([a-z]+)\.(\d+)\.(.+)$/s;

export function writeCursor({ list, mark, id }: BullPlace): string {
  return `${list}.${mark}.${id}`;
}

/** Throws a PermanentError for what no page of this state gave. */
export function readCursor(cursor: string, state: JobState): BullPlace {
  const [, named, mark, id] = CURSOR.exec(cursor) ?? [];
  const list = LISTS_OF[state].find((one) => one === named);
  if (list === undefined || mark === undefined || id === undefined) {
    throw new PermanentError('the cursor is none of this list');
  }
  return { list, id, mark };
}
