import type { Backend } from '#ports/backend.js';
import type { Clock } from '#ports/clock.port.js';
import { MongoArticleStore } from './articles/mongo-article-store.js';
import { MongoAuditStore } from './audit/mongo-audit-store.js';
import { transientWhenAway } from './away-as-transient.js';
import { Counters } from './counters.js';
import { MongoDeadLetterStore } from './dead-letters/mongo-dead-letter-store.js';
import { MongoConnection, type CommandListener, type MongoOptions } from './mongo-connection.js';
import { openNewsletterStores } from './newsletter/open-newsletter-stores.js';
import { MongoReceiptStore } from './receipts/mongo-receipt-store.js';
import { openRelatedStores } from './related/open-related-stores.js';
import { MongoSourceStore } from './sources/mongo-source-store.js';
import { TextParts } from './text-parts.js';
import { MongoVocabularyStore } from './vocabulary/mongo-vocabulary-store.js';
import { Turns } from './turns.js';

/** The part of the distributed profile that is kept in MongoDB. */
export type MongoStores = Pick<
  Backend,
  | 'articles'
  | 'audience'
  | 'audit'
  | 'close'
  | 'collectedArticles'
  | 'deadLetters'
  | 'editions'
  | 'newsletters'
  | 'postings'
  | 'probe'
  | 'receipts'
  | 'related'
  | 'sendLedger'
  | 'signups'
  | 'sources'
  | 'subscribers'
  | 'suppressions'
  | 'termFrequencies'
  | 'vocabulary'
> & {
  /** Calls back with every command sent to the server, for measuring. */
  onCommand(listener: CommandListener): void;
};

/**
 * Opens every store on one pool of connections and resolves when all indexes are there; rejects with a TransientError when
 * there is no server. A method of a store whose server is away rejects with one too.
 */
export async function openMongoStores({ clock, ...options }: MongoOptions & { clock: Clock }): Promise<MongoStores> {
  const connection = await MongoConnection.open(options);
  const stores = storesOf(connection, clock);
  try {
    await connection.ready();
  } catch (error) {
    await connection.close();
    throw error;
  }
  return {
    ...stores,
    probe: () => connection.probe(),
    close: () => connection.close(),
    onCommand: (listener) => connection.onCommand(listener),
  };
}

function storesOf(connection: MongoConnection, clock: Clock): Omit<MongoStores, 'probe' | 'close' | 'onCommand'> {
  const turns = new Turns(clock);
  const parts = new TextParts(connection);
  const counters = new Counters(connection);
  const newsletter = openNewsletterStores(connection, { counters, turns, parts });
  const related = openRelatedStores(connection, { turns, clock });
  return {
    articles: transientWhenAway(new MongoArticleStore(connection, turns, parts)),
    audit: transientWhenAway(new MongoAuditStore(connection, counters)),
    deadLetters: transientWhenAway(new MongoDeadLetterStore(connection, counters)),
    receipts: transientWhenAway(new MongoReceiptStore(connection)),
    sources: transientWhenAway(new MongoSourceStore(connection)),
    vocabulary: transientWhenAway(new MongoVocabularyStore(connection)),
    postings: transientWhenAway(related.postings),
    related: transientWhenAway(related.related),
    termFrequencies: transientWhenAway(related.termFrequencies),
    newsletters: transientWhenAway(newsletter.newsletters),
    collectedArticles: transientWhenAway(newsletter.collectedArticles),
    editions: transientWhenAway(newsletter.editions),
    sendLedger: transientWhenAway(newsletter.sendLedger),
    subscribers: transientWhenAway(newsletter.subscribers),
    audience: transientWhenAway(newsletter.audience),
    signups: transientWhenAway(newsletter.signups),
    suppressions: transientWhenAway(newsletter.suppressions),
  };
}
