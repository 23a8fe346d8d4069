import { TransientError } from '#contracts/errors.js';
import { aDelivery, aHead, aWrite } from '#ports/testing/article-write-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { articleId } from '#ports/testing/newsletter-builders.js';
import { openedForEach } from '#ports/testing/opened-port.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { randomBytes } from 'node:crypto';
import { MongoServer } from '../testing/mongo-server.js';
import { MongoArticleStore } from './articles/mongo-article-store.js';
import { MongoConnection } from './mongo-connection.js';
import { TextParts } from './text-parts.js';
import { Turns } from './turns.js';

const server = MongoServer.forAllTests();

describe('A store whose server goes away', () => {
  const opened = openedForEach(() =>
    server.open((connection) => {
      const turns = new Turns(new TestClock());
      return new MongoArticleStore(connection, turns, new TextParts(connection));
    }),
  );

  it('says that it is transient, and goes on by itself when the server is back, with all it acknowledged', async () => {
    const { port } = opened();
    const acknowledged: string[] = [];
    const failures: unknown[] = [];
    const accept = async (name: string): Promise<void> => {
      try {
        await port.commit([aWrite(name)], [aDelivery(name, [articleId(name)])]);
        acknowledged.push(name);
      } catch (error) {
        failures.push(error);
      }
    };
    const accepting = (async () => {
      for (let number = 0; failures.length === 0; number += 1) await accept(`before ${number}`);
    })();
    await eventually(() => acknowledged.length > 20);
    await server.engine.kill();
    await accepting;
    await accept('meanwhile');
    expect(failures.map((error) => error instanceof TransientError)).toEqual([true, true]);
    await server.engine.restart();
    await eventually(async () => {
      await accept(`after ${failures.length}`);
      return acknowledged.at(-1)?.startsWith('after');
    });
    const heads = await port.heads(acknowledged.map(articleId));
    expect(heads.size).toBe(acknowledged.length);
    const keys = acknowledged.map((webhookId) => ({ source: aHead('x').source, webhookId }));
    expect(await port.deliveries(keys)).toHaveLength(acknowledged.length);
  });

  it('is transient too when it cannot be opened', async () => {
    await server.engine.kill();
    const namespace = randomBytes(6).toString('hex');
    await expect(MongoConnection.open({ url: server.engine.url, namespace })).rejects.toBeInstanceOf(TransientError);
    await server.engine.restart();
    const connection = await MongoConnection.open({ url: server.engine.url, namespace });
    await connection.probe();
    await connection.close();
  });
});
