import { createEvent } from '#contracts/cloud-event.js';
import { SubscriptionEnded } from '#contracts/events/subscription-ended.event.js';
import { EditionId, NewsletterId } from '#contracts/ids.js';
import {
  aSubscriber,
  anArticleToCollect,
  anEdition,
  articleId,
  created,
  subscriberId,
} from '#ports/testing/newsletter-builders.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import mongoose from 'mongoose';
import { randomBytes } from 'node:crypto';
import { MongoServer } from '../../testing/mongo-server.js';
import { openMongoStores, type MongoStores } from '../open-mongo-stores.js';

const server = MongoServer.forAllTests();
const at = new Date('2026-11-02T06:00:00Z');
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('newsletter stores of several processes', () => {
  const opened: MongoStores[] = [];
  let namespace: string;
  let client: mongoose.mongo.MongoClient;

  async function processes(count: number): Promise<MongoStores[]> {
    for (const _ of numbers(count)) {
      opened.push(await openMongoStores({ url: server.engine.url, namespace, clock: new TestClock() }));
    }
    return opened;
  }
  const documents = (collection: string) => client.db(namespace).collection<{ _id: string }>(collection);

  beforeEach(async () => {
    namespace = `races-${randomBytes(6).toString('hex')}`;
    client = await mongoose.mongo.MongoClient.connect(server.engine.url);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((stores) => stores.close()));
    await client.close();
  });

  it('give collected articles positions without gaps, so that no window misses one', async () => {
    const stores = await processes(3);
    const changed = await Promise.all(
      stores.map(({ collectedArticles }, process) =>
        Promise.all(
          numbers(5).map((batch) =>
            collectedArticles.put(
              numbers(4).map((n) => anArticleToCollect(`${process} ${batch} ${n}`)),
              at,
            ),
          ),
        ),
      ),
    );
    expect(changed.flat(2)).toHaveLength(60);
    const [store] = stores;
    const window = { after: 0, upTo: Number.MAX_SAFE_INTEGER, languages: ['de'], limit: 100 };
    const found = await store!.collectedArticles.range(window);
    expect(found.map(({ position }) => position)).toEqual(numbers(60));
  });

  it('let articles that were withdrawn before they were collected come in by any process', async () => {
    const stores = await processes(2);
    await stores[0]!.collectedArticles.withdraw(
      numbers(4).map((n) => ({ id: articleId(n), version: 1 })),
      at,
    );
    await Promise.all(
      stores.map(({ collectedArticles }, process) =>
        collectedArticles.put(
          [...numbers(4).map((n) => anArticleToCollect(n, { version: 2 })), anArticleToCollect(`fresh ${process}`)],
          at,
        ),
      ),
    );
    const window = { after: 0, upTo: 99, languages: ['de'], limit: 100 };
    const found = await stores[1]!.collectedArticles.range(window);
    expect(found.map(({ position }) => position)).toEqual(numbers(6));
    expect(await stores[1]!.collectedArticles.position()).toBe(6);
  });

  it('let one sender win each row, and count every row once at every moment', async () => {
    const stores = await processes(3);
    const edition = EditionId.parse('morning.de.1');
    const rows = numbers(60).map(subscriberId);
    const planned = await Promise.all(stores.map(({ sendLedger }) => sendLedger.plan(edition, rows, at)));
    expect(planned.reduce((sum, count) => sum + count, 0)).toBe(60);
    let sending = true;
    const sums = (async () => {
      const seen = new Set<number>();
      while (sending) {
        const counts = await stores[0]!.sendLedger.counts(edition);
        seen.add(Object.values(counts).reduce((sum, count) => sum + count, 0));
      }
      return seen;
    })();
    const sent = await Promise.all(
      stores.map(async ({ sendLedger }, process) => {
        let moved = 0;
        for (let from = 0; from < 60; from += 10) {
          const won = await sendLedger.claim(edition, rows.slice(from, from + 10), `sender ${process}`, at);
          const outcomes = won.map((subscriber) => ({ subscriber, state: 'sent', reply: '250 ok' }) as const);
          moved += await sendLedger.settle(edition, outcomes, `sender ${process}`, at);
        }
        return moved;
      }),
    );
    sending = false;
    expect([...(await sums)]).toEqual([60]);
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(60);
    expect(await stores[0]!.sendLedger.counts(edition)).toMatchObject({ sent: 60, planned: 0, intent: 0 });
    const attempts = (await stores[0]!.sendLedger.list({ edition, limit: 100 })).map((send) => send.attempts);
    expect(new Set(attempts)).toEqual(new Set([1]));
  });

  it('give an address to one of many subscribers that come with it at once', async () => {
    const stores = await processes(3);
    const email = 'contested@example.org';
    const won = await Promise.all(
      numbers(12).map((n) => stores[n % 3]!.subscribers.save(aSubscriber(n, { email }), [])),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    const winner = numbers(12)[won.indexOf(true)] ?? 0;
    expect((await stores[0]!.subscribers.findByEmail(email))?.id).toBe(subscriberId(winner));
    expect(await stores[0]!.subscribers.list({ limit: 20 })).toHaveLength(1);
  });

  it('keep nothing of an erased subscriber but its facts, and nothing at all once they are settled', async () => {
    const [stores] = await processes(1);
    const { subscribers, audience } = stores!;
    const origin = { service: 'newsletter', time: at } as const;
    const fact = createEvent(SubscriptionEnded, SubscriptionEnded.example, origin);
    await subscribers.save(aSubscriber(1), [{ ...fact, id: 'before' }]);
    await audience.markSlot(NewsletterId.parse('morning'), [subscriberId(1)], '2026-11-02');
    expect(await subscribers.erase(subscriberId(1), [fact])).toBe(true);
    const [left] = await documents('subscribers').find().toArray();
    expect(Object.keys(left ?? {}).sort()).toEqual([
      ...['_id', 'carriers', 'email', 'erased', 'facts', 'firstFact', 'revision', 'waitingFacts'],
    ]);
    expect(JSON.stringify(left)).not.toMatch(/@|Berlin|192\.0\.2/);
    const waiting = await subscribers.outbox(9);
    expect(waiting.map(({ event }) => event.id)).toEqual(['before', fact.id]);
    await subscribers.settle(waiting.map(({ position }) => position));
    expect(await documents('subscribers').countDocuments({})).toBe(0);
  });

  it('carry the facts that they wrote themselves, and those of one that is no more', async () => {
    const stores = await processes(3);
    const origin = { service: 'newsletter', time: at } as const;
    const fact = createEvent(SubscriptionEnded, SubscriptionEnded.example, origin);
    const [one, other, closed] = stores.map(({ subscribers }) => subscribers);
    await one!.save(aSubscriber(1), [{ ...fact, id: 'of one' }]);
    await other!.save(aSubscriber(2), [{ ...fact, id: 'of the other' }]);
    const carried = async () =>
      (await Promise.all([one, other].map((store) => store!.outbox(9)))).map((facts) =>
        facts.map(({ event }) => event.id),
      );
    expect(await carried()).toEqual([['of one'], ['of the other']]);
    await closed!.save(aSubscriber(3), [{ ...fact, id: 'of one that never asked' }]);
    await eventually(async () => (await carried()).flat().length === 3, { withinMs: 60_000 });
  });

  it('let one of the editions that processes decide on the same turn be', async () => {
    const stores = await processes(3);
    for (const turn of numbers(8).map((number) => number - 1)) {
      const made = await Promise.all(
        stores.map(({ editions }, process) => editions.create(anEdition(`${turn}-by-${process}`), turn)),
      );
      expect(made.filter(Boolean)).toHaveLength(1);
    }
    expect((await stores[0]!.editions.served(NewsletterId.parse('morning'))).turn).toBe(8);
    expect(await stores[0]!.editions.list({ limit: 100 })).toHaveLength(8);
  });

  it('show the marks of an edition whose writer died before it wrote them', async () => {
    const [stores] = await processes(1);
    const { editions } = stores!;
    const berlin = { language: 'de', timeZone: 'Europe/Berlin' };
    const cohorts = [{ ...berlin, slotName: '2026-11-02' }];
    const edition = anEdition('morning.de.1', { to: { kind: 'cohorts', cohorts } });
    await created(editions, edition);
    await documents('edition_cohorts').deleteMany({});
    await documents('editions').updateOne({ _id: edition.id }, { $set: { unmarked: true } });
    const marks = [{ ...berlin, slot: edition.slot, upTo: edition.upTo }];
    expect((await editions.served(edition.newsletter)).marks).toEqual(marks);
    expect(await editions.find(edition.id)).toEqual(edition);
    expect(await documents('editions').countDocuments({ unmarked: true })).toBe(0);
  });
});
