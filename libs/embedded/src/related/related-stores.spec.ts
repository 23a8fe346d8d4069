import { postingStoreContract } from '#ports/testing/posting-store.contract.js';
import { relatedStoreContract } from '#ports/testing/related-store.contract.js';
import { Database } from '../database.js';
import { SqlitePostingStore } from './sqlite-posting-store.js';
import { SqliteRelatedStore } from './sqlite-related-store.js';

async function opened<Port>(make: (database: Database) => Port): Promise<{ port: Port; close(): Promise<void> }> {
  const database = Database.open(':memory:');
  return { port: make(database), close: async () => database.close() };
}

describe('SqliteRelatedStore', () =>
  relatedStoreContract(() => opened((database) => new SqliteRelatedStore(database))));
describe('SqlitePostingStore', () =>
  postingStoreContract(() => opened((database) => new SqlitePostingStore(database))));
