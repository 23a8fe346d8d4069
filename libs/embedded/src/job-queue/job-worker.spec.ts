import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { Database } from '../database.js';
import { SqliteJobQueue } from './sqlite-job-queue.js';

describe('A job queue whose file cannot be written for a while', () => {
  it('keeps a finished job in hand and settles it when the file can be written again', async () => {
    const database = Database.open(':memory:');
    const queue = new SqliteJobQueue(database, new TestClock(), { pollMs: 5 });
    let runs = 0;
    const stop = await queue.work({
      queue: 'tests',
      concurrency: 1,
      attempts: 3,
      backoffMs: 1,
      handle: async () => {
        runs += 1;
        database.exec('PRAGMA query_only = ON');
      },
    });
    await queue.add([{ queue: 'tests', id: 'one', data: {} }]);
    await eventually(() => runs === 1);
    expect((await queue.list('tests', 'active', 10)).map(({ id }) => id)).toEqual(['one']);
    database.exec('PRAGMA query_only = OFF');
    await eventually(async () => (await queue.list('tests', 'finished', 10)).length === 1);
    expect(runs).toBe(1);
    await stop();
    await queue.close();
    database.close();
  });
});
