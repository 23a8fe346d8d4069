import { jobQueueContract } from '#ports/testing/job-queue.contract.js';
import type { OpenedJobQueue } from '#ports/testing/job-queue-worker.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../database.js';
import { SqliteJobQueue } from './sqlite-job-queue.js';

const LEASE_MS = 30_000;

/** A queue on a file of its own, with as many members as are asked for. */
async function open(): Promise<OpenedJobQueue> {
  const folder = mkdtempSync(join(tmpdir(), 'courant-jobs-'));
  const clock = new TestClock();
  const databases: Database[] = [];
  const queues: SqliteJobQueue[] = [];
  const member = async (): Promise<SqliteJobQueue> => {
    const database = Database.open(join(folder, 'jobs.sqlite'));
    const queue = new SqliteJobQueue(database, clock, { pollMs: 2, leaseMs: LEASE_MS });
    databases.push(database);
    queues.push(queue);
    return queue;
  };
  const closeAll = async (): Promise<void> => {
    await Promise.all(queues.splice(0).map((queue) => queue.close()));
    for (const database of databases.splice(0)) database.close();
  };
  return {
    port: await member(),
    clock,
    leaseMs: LEASE_MS,
    member,
    reopen: async () => {
      await closeAll();
      return member();
    },
    close: async () => {
      await closeAll();
      rmSync(folder, { recursive: true });
    },
  };
}

describe('SqliteJobQueue', () => jobQueueContract(open));
