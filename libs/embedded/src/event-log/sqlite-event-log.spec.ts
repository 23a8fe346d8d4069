import { eventLogContract } from '#ports/testing/event-log.contract.js';
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
});
