import { audienceReaderContract } from '#ports/testing/audience.contract.js';
import { collectedArticleStoreContract } from '#ports/testing/collected-article-store.contract.js';
import { editionStoreContract } from '#ports/testing/edition-store.contract.js';
import { newsletterStoreContract } from '#ports/testing/newsletter-store.contract.js';
import { openedForEach } from '#ports/testing/opened-port.js';
import { sendLedgerContract } from '#ports/testing/send-ledger.contract.js';
import { signupStoreContract } from '#ports/testing/signup-store.contract.js';
import { subscriberStoreContract } from '#ports/testing/subscriber-store.contract.js';
import { suppressionStoreContract } from '#ports/testing/suppression-store.contract.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { MongoServer } from '../../testing/mongo-server.js';
import { Counters } from '../counters.js';
import { TextParts } from '../text-parts.js';
import { Turns } from '../turns.js';
import { openNewsletterStores } from './open-newsletter-stores.js';

const server = MongoServer.forAllTests();

describe('newsletter stores in MongoDB', () => {
  const opened = openedForEach(() =>
    server.open((connection) => {
      const turns = new Turns(new TestClock());
      const parts = new TextParts(connection);
      return openNewsletterStores(connection, { counters: new Counters(connection), turns, parts });
    }),
  );
  const open = () => opened().port;

  describe('MongoNewsletterStore', () => newsletterStoreContract(() => open().newsletters));
  describe('MongoCollectedArticleStore', () => collectedArticleStoreContract(() => open().collectedArticles));
  describe('MongoEditionStore', () => editionStoreContract(() => open().editions));
  describe('MongoSendLedger', () => sendLedgerContract(() => open().sendLedger));
  describe('MongoSubscriberStore', () => subscriberStoreContract(() => open().subscribers));
  describe('MongoAudienceReader', () => audienceReaderContract(() => open()));
  describe('MongoSignupStore', () => signupStoreContract(() => open().signups));
  describe('MongoSuppressionStore', () => suppressionStoreContract(() => open().suppressions));
});
