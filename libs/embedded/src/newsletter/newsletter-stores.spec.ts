import { audienceReaderContract } from '#ports/testing/audience.contract.js';
import { collectedArticleStoreContract } from '#ports/testing/collected-article-store.contract.js';
import { editionStoreContract } from '#ports/testing/edition-store.contract.js';
import { newsletterStoreContract } from '#ports/testing/newsletter-store.contract.js';
import { sendLedgerContract } from '#ports/testing/send-ledger.contract.js';
import { signupStoreContract } from '#ports/testing/signup-store.contract.js';
import { subscriberStoreContract } from '#ports/testing/subscriber-store.contract.js';
import { suppressionStoreContract } from '#ports/testing/suppression-store.contract.js';
import { Database } from '../database.js';
import { openNewsletterStores } from './open-newsletter-stores.js';

const databases: Database[] = [];
const open = () => {
  const database = Database.open(':memory:');
  databases.push(database);
  return openNewsletterStores(database, { soleOwner: true });
};
afterEach(() => {
  for (const database of databases.splice(0)) database.close();
});

describe('SqliteNewsletterStore', () => newsletterStoreContract(() => open().newsletters));
describe('SqliteCollectedArticleStore', () => collectedArticleStoreContract(() => open().collectedArticles));
describe('SqliteEditionStore', () => editionStoreContract(() => open().editions));
describe('SqliteSendLedger', () => sendLedgerContract(() => open().sendLedger));
describe('SqliteSubscriberStore', () => subscriberStoreContract(() => open().subscribers));
describe('SqliteAudienceReader', () => audienceReaderContract(() => open()));
describe('SqliteSignupStore', () => signupStoreContract(() => open().signups));
describe('SqliteSuppressionStore', () => suppressionStoreContract(() => open().suppressions));
