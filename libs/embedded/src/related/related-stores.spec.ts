import type { OpenedPort } from '#ports/testing/opened-port.js';
import { postingStoreContract } from '#ports/testing/posting-store.contract.js';
import { relatedStoreContract } from '#ports/testing/related-store.contract.js';
import { termFrequencyStoreContract } from '#ports/testing/term-frequency-store.contract.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../database.js';
import { openRelatedStores } from './open-related-stores.js';

type Stores = ReturnType<typeof openRelatedStores> & { readonly clock: TestClock };

async function opened<Port>(choose: (stores: Stores) => Port): Promise<OpenedPort<Port>> {
  const folder = mkdtempSync(join(tmpdir(), 'courant-'));
  const clock = new TestClock();
  let database = Database.open(join(folder, 'related.sqlite'));
  const port = (): Port => choose({ ...openRelatedStores(database, clock), clock });
  return {
    port: port(),
    reopen: async () => {
      database.close();
      database = Database.open(join(folder, 'related.sqlite'));
      return port();
    },
    close: async () => {
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

describe('SqlitePostingStore', () => postingStoreContract(() => opened(({ postings }) => postings)));
describe('SqliteTermFrequencyStore', () =>
  termFrequencyStoreContract(() => opened(({ termFrequencies }) => termFrequencies)));
describe('SqliteRelatedStore', () => relatedStoreContract(() => opened((stores) => stores)));
