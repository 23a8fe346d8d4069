import { PermanentError } from '#contracts/errors.js';
import Libsql from 'libsql';
import { join } from 'node:path';

/**
 * Keeps a data folder to one process: a transaction held open on a file of its own, so that the operating system frees it
 * however the process ends.
 */
export class DataFolderLock {
  private constructor(private readonly connection: InstanceType<typeof Libsql>) {}

  /** Throws PermanentError when another process has the folder. */
  static take(dataDir: string): DataFolderLock {
    const connection = new Libsql(join(dataDir, 'courant.lock'));
    try {
      connection.pragma('busy_timeout = 2000');
      connection.exec('BEGIN EXCLUSIVE');
    } catch (cause) {
      connection.close();
      throw new PermanentError(`Another Courant is at work on ${dataDir}.`, { cause });
    }
    return new DataFolderLock(connection);
  }

  release(): void {
    this.connection.exec('ROLLBACK');
    this.connection.close();
  }
}
