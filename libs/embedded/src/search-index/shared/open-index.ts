import type { SearchIndex } from '#ports/search-index.port.js';
import { join } from 'node:path';
import { Database } from '../../database.js';
import { DataFolderLock } from '../../data-folder-lock.js';
import { SqliteSearchIndex } from '../sqlite-search-index.js';
import { socketPathOf, type IndexFolder } from './index-folder.js';
import { IndexServer } from './index-server.js';

/** The index of a folder as the one process has it that may open it; others ask it at its socket. */
export interface OpenIndex {
  readonly index: SearchIndex;
  close(): Promise<void>;
}

/** Undefined when another process has it. */
export async function openIndex({ folder, clock, textPool }: IndexFolder): Promise<OpenIndex | undefined> {
  const lock = DataFolderLock.tryTake(folder);
  if (lock === undefined) return undefined;
  const database = Database.open(join(folder, 'index.sqlite'));
  try {
    const index = await SqliteSearchIndex.open(database, clock, textPool);
    const server = await IndexServer.listen(index, socketPathOf(folder));
    const close = async (): Promise<void> => {
      await server.close();
      database.close();
      lock.release();
    };
    return { index, close };
  } catch (error) {
    database.close();
    lock.release();
    throw error;
  }
}
