import type { ArticleStore } from '#ports/article-store.port.js';
import { aHead, aWrite, facts, thenWrite } from '#ports/testing/article-write-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import mongoose from 'mongoose';
import { randomBytes } from 'node:crypto';
import { MongoServer } from '../../testing/mongo-server.js';
import { SILENT_BEATS } from '../shares/other-members.js';
import { TextParts } from '../text-parts.js';
import { Turns } from '../turns.js';
import { MongoArticleStore } from './mongo-article-store.js';

const server = MongoServer.forAllTests();
const soon = (what: string) => ({ withinMs: 60_000, what });

interface OneProcess {
  readonly store: ArticleStore;
  readonly giver: string;
  close(): Promise<void>;
}

describe('MongoArticleStore of several processes that share the work', () => {
  const closing: Array<() => Promise<void>> = [];
  let namespace: string;
  let client: mongoose.mongo.MongoClient;
  beforeEach(async () => {
    namespace = `shared-${randomBytes(6).toString('hex')}`;
    client = await mongoose.mongo.MongoClient.connect(server.engine.url);
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await client.close();
  });

  async function aProcess(clock = new TestClock()): Promise<OneProcess> {
    const turns = new Turns(clock);
    const { port, close } = await server.open(
      (connection) => new MongoArticleStore(connection, turns, new TextParts(connection)),
      namespace,
    );
    closing.push(close);
    return { store: port, giver: turns.giver, close };
  }

  const members = () => client.db(namespace).collection<{ _id: string; giver: string; beats: number }>('members');
  /** Until each of them has let more beats pass than a silent one may. */
  async function longEnough(): Promise<void> {
    const past = new Map((await members().find().toArray()).map(({ _id, beats }) => [_id, beats + 2 * SILENT_BEATS]));
    await eventually(
      async () => (await members().find().toArray()).every(({ _id, beats }) => beats >= (past.get(_id) ?? 0)),
      soon('the beats'),
    );
  }
  /** Leaves of a process what one leaves that is killed: it says nothing any more and never left. */
  async function killed({ giver }: OneProcess): Promise<void> {
    const works = ['preparing articles', 'facts of articles'];
    await members().insertMany(works.map((work) => ({ _id: `${work} ${giver}`, work, giver, beats: 7 })));
  }
  const writes = async ({ store }: OneProcess, ...names: string[]): Promise<void> => {
    const written = await store.commit(
      names.map((name) => aWrite(name, { outbox: facts(name, 1) })),
      [],
    );
    expect(written).toEqual(names.map(() => 'written'));
  };
  const prepares = async ({ store }: OneProcess): Promise<string[]> =>
    (await store.pending({ state: 'accepted', limit: 99 })).map(({ head }) => head.externalId);
  const carries = async ({ store }: OneProcess): Promise<string[]> =>
    (await store.outbox(99)).map(({ event }) => event.id);
  const ids = (...names: string[]): string[] => names.flatMap((name) => facts(name, 1).map(({ id }) => id));

  it('gives each what it wrote itself and nothing of the other while that lives, and counts all', async () => {
    const [one, other] = await Promise.all([aProcess(), aProcess()]);
    await writes(one, 'a', 'b');
    await writes(other, 'c', 'd');
    for (const wait of [async () => undefined, longEnough]) {
      await wait();
      const given = await Promise.all([prepares(one), prepares(other), carries(one), carries(other)]);
      expect(given).toEqual([['a', 'b'], ['c', 'd'], ids('a', 'b'), ids('c', 'd')]);
    }
    expect(await one.store.waiting()).toEqual({ accepted: 4, outbox: 4 });
    expect(await other.store.waiting()).toEqual({ accepted: 4, outbox: 4 });
  });

  it('gives an article that another changed to the other, and one that was let out to who let it out', async () => {
    const [one, other] = await Promise.all([aProcess(), aProcess()]);
    const first = aWrite('a');
    const embargoed = aWrite('b', { head: aHead('b', { state: 'scheduled', releaseAt: '2026-11-02T10:00:00Z' }) });
    await one.store.commit([first, embargoed], []);
    await prepares(one);
    await other.store.commit([thenWrite(first), thenWrite(embargoed, { head: { state: 'accepted' } })], []);
    expect([await prepares(one), await prepares(other)]).toEqual([[], ['a', 'b']]);
  });

  it('gives every process the ends of all embargoes', async () => {
    const [one, other] = await Promise.all([aProcess(), aProcess()]);
    const releaseAt = '2026-11-02T10:00:00Z';
    await one.store.commit([aWrite('a', { head: aHead('a', { state: 'scheduled', releaseAt }) })], []);
    for (const { store } of [one, other]) {
      expect(await store.pending({ state: 'scheduled', dueBy: releaseAt, limit: 9 })).toHaveLength(1);
    }
  });

  it('gives what a closed one wrote to the other at once', async () => {
    const [one, other] = await Promise.all([aProcess(), aProcess()]);
    await writes(one, 'a');
    await writes(other, 'b');
    await Promise.all([prepares(one), prepares(other), carries(one), carries(other)]);
    const beats = async () =>
      Math.max(...(await members().find({ giver: one.giver }).toArray()).map((own) => own.beats));
    const before = await beats();
    await other.close();
    await eventually(async () => (await prepares(one)).sort().join() === 'a,b', soon('what it was to prepare'));
    await eventually(async () => (await carries(one)).length === 2, soon('its facts'));
    expect((await beats()) - before).toBeLessThan(SILENT_BEATS);
  });

  it('gives what bears no mark, as an earlier release left it, to one of them', async () => {
    const [one, other] = await Promise.all([aProcess(), aProcess()]);
    await writes(one, 'a', 'b');
    const articles = client.db(namespace).collection('articles');
    await articles.updateMany({}, { $unset: { preparer: '', carriers: '' } });
    const both = async (gives: (process: OneProcess) => Promise<string[]>): Promise<string[]> =>
      (await Promise.all([gives(one), gives(other)])).flat().sort();
    await eventually(async () => (await both(prepares)).join() === 'a,b', soon('what is to be prepared'));
    await eventually(async () => (await both(carries)).join() === ids('a', 'b').sort().join(), soon('the facts'));
  });

  it('loses nothing when all die: each of those who begin takes a part', async () => {
    const dead = await Promise.all(Array.from({ length: 6 }, () => aProcess()));
    const names = dead.map((_, index) => `article ${index}`);
    for (const [index, process] of dead.entries()) {
      await writes(process, names[index] ?? '');
      await killed(process);
    }
    const living = await Promise.all([aProcess(), aProcess(), aProcess()]);
    const all = async (gives: (process: OneProcess) => Promise<string[]>): Promise<string[]> =>
      (await Promise.all(living.map(gives))).flat().sort();
    expect([await all(prepares), await all(carries)]).toEqual([[], []]);
    await eventually(async () => (await all(prepares)).join() === names.join(), soon('all articles'));
    await eventually(
      async () =>
        (await all(carries)).join() ===
        ids(...names)
          .sort()
          .join(),
      soon('all facts'),
    );
    await longEnough();
    expect([await all(prepares), await all(carries)]).toEqual([names, ids(...names).sort()]);
  });

  it.each([
    ['as it is', 0],
    ['behind', -60_000],
  ])('lets the first writer carry all facts of an article in order, the clock of the second %s', async (_how, by) => {
    const start = new Date('2026-11-02T09:00:00Z');
    const [one, other] = await Promise.all([
      aProcess(new TestClock(start)),
      aProcess(new TestClock(new Date(start.getTime() + by))),
    ]);
    const first = aWrite('a', { outbox: facts('a', 1) });
    const second = thenWrite(first, { outbox: facts('a', 2, 3) });
    await one.store.commit([first], []);
    await Promise.all([carries(one), carries(other)]);
    await other.store.commit([second], []);
    expect(await carries(other)).toEqual([]);
    expect(await carries(one)).toEqual(facts('a', 1, 2, 3).map(({ id }) => id));
    const settle = async (count: number) =>
      one.store.settle((await one.store.outbox(count)).map(({ position }) => position));
    await settle(1);
    expect([await carries(one), await carries(other)]).toEqual([facts('a', 2, 3).map(({ id }) => id), []]);
    await settle(2);
    await other.store.commit([thenWrite(second, { outbox: facts('a', 4) })], []);
    expect([await carries(one), await carries(other)]).toEqual([[], facts('a', 4).map(({ id }) => id)]);
  });
});
