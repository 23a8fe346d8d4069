import type { Clock } from '#ports/clock.port.js';
import type { Database } from '../database.js';
import { SqlitePostingStore } from './sqlite-posting-store.js';
import { SqliteRelatedStore } from './sqlite-related-store.js';
import { SqliteTermFrequencyStore } from './sqlite-term-frequency-store.js';

/** The stores of related articles on one database; makes their tables when missing. */
export function openRelatedStores(database: Database, clock: Clock) {
  database.applySchema(new URL('./related.schema.sql', import.meta.url));
  return {
    postings: new SqlitePostingStore(database),
    termFrequencies: new SqliteTermFrequencyStore(database),
    related: new SqliteRelatedStore(database, clock),
  };
}
