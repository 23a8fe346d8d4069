import { postingStoreContract } from '#ports/testing/posting-store.contract.js';
import { relatedStoreContract } from '#ports/testing/related-store.contract.js';
import { termFrequencyStoreContract } from '#ports/testing/term-frequency-store.contract.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { MongoServer } from '../../testing/mongo-server.js';
import type { MongoConnection } from '../mongo-connection.js';
import { Turns } from '../turns.js';
import { openRelatedStores } from './open-related-stores.js';

const server = MongoServer.forAllTests();

function stores(connection: MongoConnection) {
  const clock = new TestClock();
  return { ...openRelatedStores(connection, { turns: new Turns(clock), clock }), clock };
}

describe('MongoPostingStore', () =>
  postingStoreContract(() => server.open((connection) => stores(connection).postings)));
describe('MongoTermFrequencyStore', () =>
  termFrequencyStoreContract(() => server.open((connection) => stores(connection).termFrequencies)));
describe('MongoRelatedStore', () => relatedStoreContract(() => server.open(stores)));
