import type { Counters } from '../counters.js';
import { DocumentOutbox } from '../document-outbox.js';
import type { MongoConnection } from '../mongo-connection.js';
import type { TextParts } from '../text-parts.js';
import type { Turns } from '../turns.js';
import { MongoAudienceReader } from './mongo-audience-reader.js';
import { MongoCollectedArticleStore } from './mongo-collected-article-store.js';
import { MongoEditionStore } from './mongo-edition-store.js';
import { MongoNewsletterStore } from './mongo-newsletter-store.js';
import { MongoSendLedger } from './mongo-send-ledger.js';
import { MongoSignupStore } from './mongo-signup-store.js';
import { MongoSubscriberStore } from './mongo-subscriber-store.js';
import { MongoSuppressionStore } from './mongo-suppression-store.js';
import { SUBSCRIBERS } from './subscriber-document.js';

/** The newsletter's stores in one database. */
export function openNewsletterStores(
  connection: MongoConnection,
  { counters, turns, parts }: { counters: Counters; turns: Turns; parts: TextParts },
) {
  const subscribers = connection.model(SUBSCRIBERS);
  const facts = new DocumentOutbox(connection, SUBSCRIBERS.collection, turns, parts);
  return {
    newsletters: new MongoNewsletterStore(connection),
    collectedArticles: new MongoCollectedArticleStore(connection, counters),
    editions: new MongoEditionStore(connection),
    sendLedger: new MongoSendLedger(connection, turns),
    subscribers: new MongoSubscriberStore(subscribers, facts),
    audience: new MongoAudienceReader(subscribers),
    signups: new MongoSignupStore(connection),
    suppressions: new MongoSuppressionStore(connection),
  };
}
