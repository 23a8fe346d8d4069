import { TransientError } from '#contracts/errors.js';
import { facts } from '#ports/testing/article-write-builder.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { Database } from '../database.js';
import { SqliteEventLog } from './sqlite-event-log.js';

describe('Appends of one turn of the event loop', () => {
  let database: Database;
  let log: SqliteEventLog;
  beforeEach(() => {
    database = Database.open(':memory:');
    log = new SqliteEventLog(database, new TestClock());
  });
  afterEach(async () => {
    await log.close();
    database.close();
  });

  function refuse(subject: string): void {
    database.exec(
      `CREATE TRIGGER refused BEFORE INSERT ON log_events WHEN NEW.key = '${subject}' BEGIN SELECT RAISE(ABORT, 'refused'); END`,
    );
  }
  const subjectOf = (name: string): string => facts(name, 1)[0]?.subject ?? '';

  it('are refused for themselves alone', async () => {
    refuse(subjectOf('poison'));
    const results = await Promise.allSettled(['a', 'poison', 'b'].map((name) => log.append(facts(name, 1))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const kept = await log.read({ topic: 'articles', limit: 9 });
    expect(kept.map(({ key }) => key)).toEqual([subjectOf('a'), subjectOf('b')]);
  });

  it('may be tried again when the file could not be written', async () => {
    database.exec('PRAGMA query_only = ON');
    await expect(log.append(facts('a', 1))).rejects.toThrow(TransientError);
    database.exec('PRAGMA query_only = OFF');
    await log.append(facts('a', 1));
    expect(await log.read({ topic: 'articles', limit: 9 })).toHaveLength(1);
  });
});
