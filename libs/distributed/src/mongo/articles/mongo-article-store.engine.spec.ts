import { articleStoreContract } from '#ports/testing/article-store.contract.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { MongoServer } from '../../testing/mongo-server.js';
import { TextParts } from '../text-parts.js';
import { Turns } from '../turns.js';
import { MongoArticleStore } from './mongo-article-store.js';

const server = MongoServer.forAllTests();

describe('MongoArticleStore', () =>
  articleStoreContract(() =>
    server.open((connection) => {
      const turns = new Turns(new TestClock());
      return new MongoArticleStore(connection, turns, new TextParts(connection));
    }),
  ));
