import { PermanentError } from '#contracts/errors.js';
import Libsql from 'libsql';
import { join } from 'node:path';

const WAIT_MS = 2_000;

/**
 * Keeps a data folder to one process: a transaction held open on a file of its own, so that the operating system frees it
 * however the process ends.
 */
export class DataFolderLock {
  private constructor(private readonly connection: InstanceType<typeof Libsql>) {}

  /** Throws PermanentError when another process has the folder. */
  static take(dataDir: string): DataFolderLock {
    const lock = DataFolderLock.tryTake(dataDir, WAIT_MS);
    if (lock === undefined) throw new PermanentError(`Another Courant is at work on ${dataDir}.`);
    return lock;
  }

  /** Undefined when another process has the folder. */
  static tryTake(dataDir: string, waitMs = 0): DataFolderLock | undefined {
    const connection = new Libsql(join(dataDir, 'courant.lock'));
    try {
      connection.pragma(`busy_timeout = ${waitMs}`);
      connection.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      connection.close();
      if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return undefined;
      throw error;
    }
    return new DataFolderLock(connection);
  }

  release(): void {
    this.connection.exec('ROLLBACK');
    this.connection.close();
  }
}
