import { TransientError } from '#contracts/errors.js';
import { TestClock } from '#ports/testing/test-clock.js';
import mongoose from 'mongoose';
import { MongoServer } from '../testing/mongo-server.js';
import { openMongoStores, type MongoStores } from './open-mongo-stores.js';

const server = MongoServer.forAllTests();

describe('openMongoStores', () => {
  const opened: MongoStores[] = [];
  afterEach(async () => {
    for (const stores of opened.splice(0)) await stores.close();
  });
  async function open(namespace: string): Promise<MongoStores> {
    const stores = await openMongoStores({ url: server.engine.url, namespace, clock: new TestClock() });
    opened.push(stores);
    return stores;
  }

  it('opens for several processes at once, with every unique key in force', async () => {
    await Promise.all([open('fresh'), open('fresh'), open('fresh')]);
    const client = await mongoose.mongo.MongoClient.connect(server.engine.url);
    const unique = async (collection: string) =>
      (await client.db('fresh').collection(collection).indexes()).filter((index) => index.unique === true);
    expect((await unique('subscribers')).map(({ key }) => key)).toEqual([{ email: 1 }]);
    expect((await unique('collected_articles')).map(({ key }) => key)).toEqual([{ position: 1 }]);
    await client.close();
  });

  it('keeps namespaces apart', async () => {
    const [one, other] = await Promise.all([open('one'), open('other')]);
    await one.audit.append({ at: new Date(), who: 'token', what: 'test', target: 'x', outcome: 'done' });
    expect(await other.audit.list({ limit: 9 })).toEqual([]);
  });

  it('says by its probe and by every store when the server is away', async () => {
    const stores = await open('probed');
    await stores.probe();
    await server.engine.kill();
    const asked = [
      stores.probe(),
      stores.deadLetters.countOpen(),
      stores.suppressions.among(['a@example.org']),
      stores.articles.outbox(9),
    ];
    const answers = await Promise.allSettled(asked);
    const reasons = answers.map((answer) => answer.status === 'rejected' && answer.reason instanceof TransientError);
    expect(reasons).toEqual(asked.map(() => true));
    await server.engine.restart();
    await stores.probe();
  });
});
