import { deadLetterIdOf, DeadLetterStore, type DeadLetter } from '#ports/dead-letter-store.port.js';
import { readFileSync } from 'node:fs';
import type { Database } from '../database.js';

interface LetterRow {
  readonly id: string;
  readonly kind: DeadLetter['kind'];
  readonly group_name: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly attributes: string;
  readonly value: string;
  readonly error: string;
  readonly attempts: number;
  readonly first_failed_at: number;
  readonly last_failed_at: number;
  readonly state: DeadLetter['state'];
  readonly note: string | null;
}

const PUT = readFileSync(new URL('./put-dead-letter.sql', import.meta.url), 'utf8');
const LIST = readFileSync(new URL('./list-dead-letters.sql', import.meta.url), 'utf8');

/** DeadLetterStore in one SQLite table. */
export class SqliteDeadLetterStore extends DeadLetterStore {
  constructor(private readonly database: Database) {
    super();
    database.applySchema(new URL('./dead-letters.schema.sql', import.meta.url));
  }

  async put(letter: Omit<DeadLetter, 'id' | 'state' | 'note'>): Promise<string> {
    const id = deadLetterIdOf(letter);
    this.database.run(
      PUT,
      id,
      letter.kind,
      letter.group,
      letter.topic,
      letter.partition,
      letter.offset,
      letter.key,
      JSON.stringify(letter.attributes),
      letter.value,
      letter.error,
      letter.attempts,
      letter.firstFailedAt.getTime(),
      letter.lastFailedAt.getTime(),
    );
    return id;
  }

  async find(id: string): Promise<DeadLetter | undefined> {
    const row = this.database.get<LetterRow>('SELECT * FROM dead_letters WHERE id = ?', id);
    return row === undefined ? undefined : letterOf(row);
  }

  async list(query: {
    group?: string;
    state?: DeadLetter['state'];
    before?: string;
    limit: number;
  }): Promise<DeadLetter[]> {
    const { group = null, state = null, before = null, limit } = query;
    return this.database.all<LetterRow>(LIST, group, state, before, limit).map(letterOf);
  }

  async settle(id: string, state: 'redriven' | 'discarded', note?: string): Promise<boolean> {
    const changed = this.database.run(
      `UPDATE dead_letters SET state = ?, note = ? WHERE id = ? AND state = 'open'`,
      state,
      note ?? null,
      id,
    );
    return changed > 0;
  }

  async countOpen(): Promise<number> {
    const row = this.database.get<{ open: number }>(`SELECT count(*) AS open FROM dead_letters WHERE state = 'open'`);
    return row?.open ?? 0;
  }
}

function letterOf(row: LetterRow): DeadLetter {
  return {
    id: row.id,
    kind: row.kind,
    group: row.group_name,
    topic: row.topic,
    partition: row.partition,
    offset: row.offset,
    key: row.key,
    attributes: JSON.parse(row.attributes) as Record<string, string>,
    value: row.value,
    error: row.error,
    attempts: row.attempts,
    firstFailedAt: new Date(row.first_failed_at),
    lastFailedAt: new Date(row.last_failed_at),
    state: row.state,
    ...(row.note === null ? {} : { note: row.note }),
  };
}
