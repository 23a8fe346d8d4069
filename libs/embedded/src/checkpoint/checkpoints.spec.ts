import { eventually } from '#ports/testing/eventually.js';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Database } from '../database.js';
import { serveCheckpoints } from './checkpoint-server.js';
import { Checkpoints, LOG_BYTES } from './checkpoints.js';

describe('the write-ahead log', () => {
  let folder: string;
  let path: string;
  let ends: MessagePort[];
  let checkpoints: Checkpoints;
  let database: Database;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'courant-wal-'));
    path = join(folder, 'port.sqlite');
    ends = [];
    checkpoints = new Checkpoints(path, () => {
      const { port1, port2 } = new MessageChannel();
      ends.push(port2);
      serveCheckpoints(port2, path);
      return port1;
    });
    database = Database.open(path, checkpoints);
    database.exec('CREATE TABLE sheets (text TEXT)');
  });
  afterEach(async () => {
    await checkpoints.close();
    database.close();
    rmSync(folder, { recursive: true });
  });

  const write = (megabytes: number): void => {
    for (let sheet = 0; sheet < megabytes * 10; sheet += 1) {
      database.run('INSERT INTO sheets (text) VALUES (?)', 'x'.repeat(100_000));
    }
  };
  const log = (): number => statSync(`${path}-wal`).size;
  const file = (): number => statSync(path).size;

  it('is left alone while it is small', () => {
    write(2);
    expect(ends).toEqual([]);
    expect(log()).toBeLessThan(LOG_BYTES);
  });

  it('is taken over at the other end once it is large, and begun anew', async () => {
    write(12);
    expect(log()).toBeGreaterThan(2 * LOG_BYTES);
    await eventually(() => file() > 2 * LOG_BYTES);
    write(1);
    expect(log()).toBeLessThanOrEqual(LOG_BYTES);
    expect(database.get('SELECT count(*) AS sheets FROM sheets')).toEqual({ sheets: 130 });
  });

  it('is taken over by another when the first one died', async () => {
    write(7);
    expect(ends).toHaveLength(1);
    ends[0]?.close();
    await eventually(() => {
      write(1);
      return ends.length === 2;
    });
    await eventually(() => file() > LOG_BYTES);
  });
});
