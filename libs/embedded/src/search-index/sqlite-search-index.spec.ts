import { searchIndexContract } from '#ports/testing/search-index.contract.js';
import { TextPool } from '#text/worker/text-pool.js';
import { Database } from '../database.js';
import { SqliteSearchIndex } from './sqlite-search-index.js';

const databases: Database[] = [];
const textPool = new TextPool({ threads: 0, idleSeconds: 1 });
afterEach(() => {
  for (const database of databases.splice(0)) database.close();
});

describe('SqliteSearchIndex', () =>
  searchIndexContract((clock) => {
    const database = Database.open(':memory:');
    databases.push(database);
    return SqliteSearchIndex.open(database, clock, textPool);
  }));
