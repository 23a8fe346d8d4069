import type { Clock } from '#ports/clock.port.js';
import type { MongoConnection } from '../mongo-connection.js';
import type { Turns } from '../turns.js';
import { LISTS } from './list-document.js';
import { MongoPostingStore } from './mongo-posting-store.js';
import { MongoRelatedStore } from './mongo-related-store.js';
import { MongoTermFrequencyStore } from './mongo-term-frequency-store.js';
import { PROFILES } from './profile-document.js';

/** The stores of related articles in one database. */
export function openRelatedStores(connection: MongoConnection, { turns, clock }: { turns: Turns; clock: Clock }) {
  const profiles = connection.model(PROFILES);
  return {
    postings: new MongoPostingStore(profiles),
    related: new MongoRelatedStore(connection.model(LISTS), profiles, clock),
    termFrequencies: new MongoTermFrequencyStore(connection, turns, clock),
  };
}
