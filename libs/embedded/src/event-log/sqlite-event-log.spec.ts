import { eventLogContract } from '#ports/testing/event-log.contract.js';
import { createEvent } from '#contracts/cloud-event.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { GROUPS } from '#contracts/topics.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { Clock } from '#ports/clock.port.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../database.js';
import { SqliteEventLog } from './sqlite-event-log.js';

class RealClock extends Clock {
  now(): Date {
    return new Date();
  }
}

const OPTIONS = { pollMs: 20, redeliverAfterMs: 5 };

describe('SqliteEventLog', () => {
  eventLogContract(
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'courant-log-'));
      const open = () => {
        const database = Database.open(join(folder, 'log.sqlite'));
        return { database, log: new SqliteEventLog(database, new RealClock(), OPTIONS) };
      };
      let current = open();
      const close = async (): Promise<void> => {
        await current.log.close();
        current.database.close();
      };
      return {
        port: current.log,
        reopen: async () => {
          await close();
          current = open();
          return current.log;
        },
        close: async () => {
          await close();
          rmSync(folder, { recursive: true });
        },
      };
    },
    { totalOrder: true },
  );

  it('ends a batch early where records are long, and brings all of them in order', async () => {
    const database = Database.open(':memory:');
    const log = new SqliteEventLog(database, new RealClock(), OPTIONS);
    const origin = { service: 'ingestion', time: new Date() } as const;
    const events = Array.from({ length: 40 }, (_, n) => {
      const article = anArticle(n)
        .saying('x'.repeat(n % 2 === 0 ? 1_000_000 : 10))
        .build();
      return createEvent(ArticlePublished, { article, version: 1, previousVersion: null }, origin);
    });
    await log.append(events);
    const batches: number[][] = [];
    const stop = await log.subscribe({
      ...{ group: GROUPS.searchIndexer, topics: ['articles'], maxBatch: 512 },
      deliver: async ({ records }) => {
        batches.push(records.map(({ offset }) => offset));
      },
    });
    await eventually(() => batches.flat().length === events.length);
    expect(batches.length).toBeGreaterThan(1);
    expect(batches.flat()).toEqual([...batches.flat()].sort((one, other) => one - other));
    await stop();
    await log.close();
    database.close();
  });
});
