import { PermanentError } from '#contracts/errors.js';
import type { Clock } from '#ports/clock.port.js';
import type { JobPage, JobPageRequest, JobState } from '#ports/job-queue.port.js';
import type { Database } from '../database.js';
import { JOB_COLUMNS, jobOf, type JobRow } from './job-row.js';

const IN_TURN = { key: 'run_at', beyond: '>', direction: 'ASC' };
const NEWEST = { beyond: '<', direction: 'DESC' };
/** Which rows are in a state, ?2 being now, and what orders them; every order is that of an index. */
const LISTS: Readonly<Record<JobState, { where: string; key: string; beyond: string; direction: string }>> = {
  waiting: { where: `state = 'waiting' AND run_at <= ?2`, ...IN_TURN },
  delayed: { where: `state = 'waiting' AND run_at > ?2`, ...IN_TURN },
  active: { where: `state = 'active' AND ?2 > 0`, key: 'number', ...NEWEST },
  finished: { where: `state = 'finished' AND ?2 > 0`, key: 'ended_at', ...NEWEST },
  failed: { where: `state = 'failed' AND ?2 > 0`, key: 'number', ...NEWEST },
};
const CURSOR = /^(\d{1,15})\.(\d{1,15})$/;

/** The jobs of a queue in one state, page by page; a cursor is what orders the last job of a page, and its number. */
export class JobPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  page(queue: string, state: JobState, { limit, cursor }: JobPageRequest): JobPage {
    const now = this.clock.now().getTime();
    const { where, key, beyond, direction } = LISTS[state];
    const [afterKey, afterNumber] = cursor === undefined ? startOf(direction) : readCursor(cursor);
    const rows = this.database.all<PlacedRow>(
      `SELECT ${JOB_COLUMNS}, ${key} AS place, number FROM jobs
       WHERE queue = ?1 AND ${where} AND (${key}, number) ${beyond} (?3, ?4)
       ORDER BY ${key} ${direction}, number ${direction} LIMIT ?5`,
      ...[queue, now, afterKey, afterNumber, limit + 1],
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const jobs = shown.map((row) => jobOf(row, now));
    return rows.length > limit && last !== undefined ? { jobs, next: `${last.place}.${last.number}` } : { jobs };
  }
}

interface PlacedRow extends JobRow {
  readonly place: number;
  readonly number: number;
}

function startOf(direction: string): readonly [number, number] {
  const start = direction === 'ASC' ? -1 : Number.MAX_SAFE_INTEGER;
  return [start, start];
}

function readCursor(cursor: string): readonly [number, number] {
  const [, key, number] = CURSOR.exec(cursor) ?? [];
  if (key === undefined || number === undefined) throw new PermanentError('the cursor is none of this list');
  return [Number(key), Number(number)];
}
