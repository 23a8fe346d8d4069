import type { Clock } from '#ports/clock.port.js';
import type { MovableStore, Movables, MoveNote } from '#ports/moving/movable-store.js';
import mongoose from 'mongoose';
import { ARTICLES } from '../articles/article-document.js';
import { MongoArticleStore } from '../articles/mongo-article-store.js';
import { Counters } from '../counters.js';
import { DocumentOutbox } from '../document-outbox.js';
import { MongoConnection, type MongoOptions } from '../mongo-connection.js';
import { SUBSCRIBERS } from '../newsletter/subscriber-document.js';
import { TextParts } from '../text-parts.js';
import { Turns } from '../turns.js';
import { auditRows, deliveryRows, newsletterRows, receiptRows, sourceRows, vocabularyRows } from './accepting-rows.js';
import { cohortRows, collectedRows, editionRows, sendRows } from './edition-rows.js';
import { MongoMovableArticles } from './movable-articles.js';
import { MongoMovable } from './mongo-movable.js';
import { signupRows, subscriberRows, suppressionRows } from './people-rows.js';

const LAST = 'last';

/** Opens a database to be copied from or to; nobody else may be at work on it. Rejects with a TransientError when there is no server. */
export async function openMovables({ clock, ...options }: MongoOptions & { clock: Clock }): Promise<MovableStore> {
  const connection = await MongoConnection.open(options);
  const store = storeOn(connection, new Turns(clock));
  try {
    await connection.ready();
  } catch (error) {
    await connection.close();
    throw error;
  }
  return { ...store, close: () => connection.close() };
}

/** The same on a connection; to be made before it is ready. */
function storeOn(connection: MongoConnection, turns: Turns): Omit<MovableStore, 'close'> {
  const parts = new TextParts(connection);
  const moves = connection.model<{ _id: string; note?: MoveNote; begun?: MoveNote }>({
    collection: 'moves',
    fields: { _id: String, note: mongoose.Schema.Types.Mixed, begun: mongoose.Schema.Types.Mixed },
  });
  const facts = new DocumentOutbox(connection, SUBSCRIBERS.collection, turns, parts);
  return {
    kinds: movablesOf(connection, turns, parts),
    subscriberFacts: () => facts.count(),
    lastMove: async () => (await moves.findOne({ _id: LAST }).lean<{ note?: MoveNote }>())?.note,
    noteMove: async (note) => {
      await moves.updateOne({ _id: LAST }, { $set: { note }, $unset: { begun: '' } }, { upsert: true });
    },
    begunMove: async () => (await moves.findOne({ _id: LAST }).lean<{ begun?: MoveNote }>())?.begun,
    noteBegun: async (begun) => {
      await moves.updateOne({ _id: LAST }, { $set: { begun } }, { upsert: true });
    },
  };
}

function movablesOf(connection: MongoConnection, turns: Turns, parts: TextParts): Movables {
  const counters = new Counters(connection);
  const articles = connection.model(ARTICLES);
  const outbox = new DocumentOutbox(connection, ARTICLES.collection, turns, parts);
  const store = new MongoArticleStore(connection, turns, parts);
  return {
    sources: new MongoMovable(sourceRows(connection)),
    articles: new MongoMovableArticles(articles, store, outbox, parts),
    deliveries: new MongoMovable(deliveryRows(articles)),
    receipts: new MongoMovable(receiptRows(connection)),
    vocabulary: new MongoMovable(vocabularyRows(connection)),
    newsletters: new MongoMovable(newsletterRows(connection)),
    subscribers: new MongoMovable(subscriberRows(connection.model(SUBSCRIBERS))),
    signups: new MongoMovable(signupRows(connection)),
    suppressions: new MongoMovable(suppressionRows(connection)),
    collected: new MongoMovable(collectedRows(connection, counters)),
    editions: new MongoMovable(editionRows(connection)),
    cohorts: new MongoMovable(cohortRows(connection)),
    sends: new MongoMovable(sendRows(connection)),
    audit: new MongoMovable(auditRows(connection, counters)),
  };
}
