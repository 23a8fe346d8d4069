import type { ArticleStore, ArticleWrite } from '#ports/article-store.port.js';
import {
  aDelivery,
  aHead,
  aPublicForm,
  aVersion,
  aWrite,
  facts,
  thenWrite,
} from '#ports/testing/article-write-builder.js';
import { articleId } from '#ports/testing/newsletter-builders.js';
import { TestClock } from '#ports/testing/test-clock.js';
import mongoose from 'mongoose';
import { randomBytes } from 'node:crypto';
import { MongoServer } from '../../testing/mongo-server.js';
import type { MongoConnection } from '../mongo-connection.js';
import { TextParts } from '../text-parts.js';
import { Turns } from '../turns.js';
import { MongoArticleStore } from './mongo-article-store.js';

const server = MongoServer.forAllTests();
const source = aHead('x').source;

describe('MongoArticleStore of several processes', () => {
  const opened: Array<() => Promise<void>> = [];
  const commands: string[] = [];
  let namespace: string;
  let client: mongoose.mongo.MongoClient;

  /** The store as one process has it. */
  async function aProcess(clock = new TestClock()): Promise<ArticleStore> {
    const adapter = (connection: MongoConnection): ArticleStore => {
      connection.onCommand((name) => commands.push(name));
      const turns = new Turns(clock);
      return new MongoArticleStore(connection, turns, new TextParts(connection));
    };
    const { port, close } = await server.open(adapter, namespace);
    opened.push(close);
    commands.length = 0;
    return port;
  }

  const documents = (collection: string) => client.db(namespace).collection<{ _id: string }>(collection);
  const stored = async (name: string): Promise<Record<string, unknown>> =>
    (await documents('articles').findOne({ _id: articleId(name) })) ?? {};
  const longTexts = async (): Promise<number> =>
    JSON.stringify(await documents('text_parts').find().toArray()).length - 2;

  beforeEach(async () => {
    namespace = `races-${randomBytes(6).toString('hex')}`;
    client = await mongoose.mongo.MongoClient.connect(server.engine.url);
  });
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
    await client.close();
  });

  it('accepts any number of articles that came together by one query and one command', async () => {
    const store = await aProcess();
    const names = Array.from({ length: 40 }, (_, index) => `article ${index}`);
    await Promise.all([
      store.heads(names.map(articleId)),
      store.deliveries(names.map((webhookId) => ({ source, webhookId }))),
    ]);
    const writes = names.map((name) => aWrite(name, { outbox: facts(name, 1) }));
    const deliveries = names.map((name) => aDelivery(name, [articleId(name)]));
    expect(await store.commit(writes, deliveries)).toEqual(names.map(() => 'written'));
    expect(commands).toEqual(['find', 'update']);
    const changes = writes.map((write, index) =>
      thenWrite(write, { received: aVersion(names[index] ?? '', { version: 2 }) }),
    );
    await store.commit(
      changes,
      names.map((name) => aDelivery(`${name} again`, [articleId(name)])),
    );
    expect(commands).toEqual(['find', 'update', 'update']);
  });

  it('lets one process win each article, with its facts and its delivery and none of the others', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `article ${index}`);
    const processes = await Promise.all([aProcess(), aProcess(), aProcess()]);
    const results = await Promise.all(
      processes.map((store, number) =>
        store.commit(
          names.map((name) => aWrite(name, { outbox: facts(name, number + 1) })),
          names.map((name) => aDelivery(`${name} by ${number}`, [articleId(name)])),
        ),
      ),
    );
    const store = processes[0]!;
    for (const [index, name] of names.entries()) {
      const winners = results.flatMap((result, number) => (result[index] === 'written' ? [number] : []));
      expect(winners).toHaveLength(1);
      const keys = processes.map((_, number) => ({ source, webhookId: `${name} by ${number}` }));
      const kept = await store.deliveries(keys);
      expect(kept.map(({ webhookId }) => webhookId)).toEqual(winners.map((number) => `${name} by ${number}`));
    }
    expect(await store.waiting()).toEqual({ accepted: 30, outbox: 30 });
  });

  it('does every write that meets no change when many of one commit do', async () => {
    const [one, other] = await Promise.all([aProcess(), aProcess()]);
    const writes = Array.from({ length: 20 }, (_, index) => aWrite(`article ${index}`));
    await one.commit(writes, []);
    const changes = writes.map((write) => thenWrite(write, { outbox: facts(write.head.externalId, 2) }));
    await other.commit(
      changes.filter((_, index) => index % 3 === 0),
      [],
    );
    const expected = writes.map((_, index) => (index % 3 === 0 ? 'conflict' : 'written'));
    expect(await one.commit(changes, [])).toEqual(expected);
    expect((await one.waiting()).outbox).toBe(20);
  });

  it('keeps the facts of an article in order when the clock of the next writer is behind', async () => {
    const ahead = await aProcess(new TestClock(new Date('2026-11-02T10:00:00Z')));
    const behind = await aProcess(new TestClock(new Date('2026-11-02T09:00:00Z')));
    const first = aWrite('a', { outbox: facts('a', 1, 2) });
    await ahead.commit([first], []);
    await behind.commit([thenWrite(first, { outbox: facts('a', 3) })], []);
    const entries = await behind.outbox(9);
    expect(entries.map(({ event }) => event.id)).toEqual(facts('a', 1, 2, 3).map(({ id }) => id));
    await ahead.settle(entries.slice(0, 2).map(({ position }) => position));
    await behind.settle(entries.slice(0, 2).map(({ position }) => position));
    expect(await ahead.waiting()).toEqual({ accepted: 1, outbox: 1 });
    expect((await ahead.outbox(9)).map(({ event }) => event.id)).toEqual(facts('a', 3).map(({ id }) => id));
  });

  it('keeps nothing of an outbox in an article whose facts are settled', async () => {
    const store = await aProcess();
    await store.commit([aWrite('a', { outbox: facts('a', 1, 2) })], []);
    await store.settle((await store.outbox(9)).map(({ position }) => position));
    const document = await stored('a');
    expect(Object.keys(document)).not.toEqual(expect.arrayContaining([expect.stringMatching(/fact|carrier/i)]));
  });

  it('keeps long texts and many versions in a small document and gives them all back', async () => {
    const store = await aProcess();
    const long = { externalId: 'a', title: 'Long', body: { text: 'ü'.repeat(1_000_000) } };
    let write: ArticleWrite = aWrite('a', {
      received: aVersion('a', { input: long }),
      published: aPublicForm('a'),
      outbox: [{ ...facts('a', 1)[0]!, data: { text: 'x'.repeat(2_000_000) } }],
    });
    await store.commit([write], []);
    for (let version = 2; version <= 40; version += 1) {
      write = thenWrite(write, { received: aVersion('a', { version }) });
      await store.commit([write], []);
    }
    const versions = await store.versions(articleId('a'));
    expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(versions[0]?.input).toEqual(long);
    expect(versions[20]?.input).toEqual(aVersion('a').input);
    expect((await store.pending({ state: 'accepted', limit: 1 }))[0]?.received?.version).toBe(40);
    const [fact] = await store.outbox(1);
    expect(fact?.event.data).toEqual({ text: 'x'.repeat(2_000_000) });
    const document = await stored('a');
    expect(JSON.stringify(document).length).toBeLessThan(50_000);
    expect((JSON.stringify(document['versions']).match(/"text"/g) ?? []).length).toBeLessThanOrEqual(16);
    const before = await longTexts();
    await store.settle([fact?.position ?? '']);
    expect(before - (await longTexts())).toBeGreaterThan(2_000_000);
    expect((await store.versions(articleId('a')))[0]?.input).toEqual(long);
  });

  it('goes on when another process settles long facts while it reads them', async () => {
    const [one, other] = await Promise.all([aProcess(), aProcess()]);
    const [fact] = facts('a', 1);
    const long = { ...fact!, data: { text: 'x'.repeat(50_000) } };
    await one.commit([aWrite('a', { outbox: [long, ...facts('a', 2)] })], []);
    await documents('text_parts').deleteMany({});
    const left = await other.outbox(9);
    expect(left.map(({ event }) => event.id)).toEqual(facts('a', 2).map(({ id }) => id));
  });

  it('leaves no long text of a refused write behind', async () => {
    const store = await aProcess();
    const first = aWrite('a');
    await store.commit([first, thenWrite(first)], []);
    const late = thenWrite(first, {
      received: aVersion('a', {
        version: 2,
        input: { externalId: 'a', title: 'a', body: { text: 'x'.repeat(50_000) } },
      }),
      outbox: [{ ...facts('a', 1)[0]!, data: { text: 'x'.repeat(50_000) } }],
    });
    expect(await store.commit([late], [])).toEqual(['conflict']);
    expect(await longTexts()).toBe(0);
  });
});
