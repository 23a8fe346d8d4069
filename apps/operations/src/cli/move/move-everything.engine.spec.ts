import { openMongoStores } from '#distributed/mongo/open-mongo-stores.js';
import { openMovables as openDatabase } from '#distributed/mongo/moving/open-movables.js';
import { MongoServer } from '#distributed/testing/mongo-server.js';
import { openMovables as openFolder } from '#embedded/moving/open-movables.js';
import type { MovableStore } from '#ports/moving/movable-store.js';
import { MOVED_KEYS, type MovedKind } from '#ports/moving/moved-rows.js';
import { aHead, aPublicForm, aVersion, facts } from '#ports/testing/article-write-builder.js';
import { MOVED_EXAMPLES } from '#ports/testing/moved-examples.js';
import { aSubscriber, anEdition, subscriberId } from '#ports/testing/newsletter-builders.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveEverything, type MoveReport } from './move-everything.js';

const server = MongoServer.forAllTests();
const clock = new TestClock();
const KINDS = Object.keys(MOVED_KEYS) as MovedKind[];
const NAMES = ['a', 'b', 'c'];
const silent = <Result>(_label: string, _total: number, work: (tick: () => void) => Promise<Result>) => work(() => {});

async function fill<Kind extends MovedKind>(store: MovableStore, kind: Kind): Promise<void> {
  const examples = NAMES.map((name, index) => {
    const rows = MOVED_EXAMPLES[kind](name);
    return rows[index % rows.length] ?? rows[0];
  });
  await store.kinds[kind].put(examples);
}

const copiedOf = ({ kinds }: MoveReport): number[] => kinds.map(({ copied }) => copied);

describe('Moving an installation', () => {
  let dataDir: string;
  let namespace: string;
  const open: MovableStore[] = [];
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'courant-move-'));
    namespace = `move-${randomBytes(6).toString('hex')}`;
  });
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
    rmSync(dataDir, { recursive: true });
  });
  const opened = async (store: Promise<MovableStore>): Promise<MovableStore> => {
    open.push(await store);
    return store;
  };
  const database = (): Promise<MovableStore> => opened(openDatabase({ url: server.engine.url, namespace, clock }));
  const folder = (path = dataDir): Promise<MovableStore> => opened(openFolder(path));
  const move = (from: MovableStore, to: MovableStore): Promise<MoveReport> =>
    moveEverything(from, to, { id: randomBytes(6).toString('hex'), clock, progress: silent });

  it('brings everything to the engines and back, equal row by row, and nothing a second time', async () => {
    const [here, there, back] = [await folder(), await database(), await folder(join(dataDir, 'back'))];
    for (const kind of KINDS) await fill(here, kind);
    const first = await move(here, there);
    expect(first.kinds.filter(({ verified }) => !verified)).toEqual([]);
    expect(copiedOf(first)).toEqual(KINDS.map(() => NAMES.length));
    for (const { rows, rowsThere, checksum, checksumThere } of first.kinds) {
      expect([rowsThere, checksumThere]).toEqual([rows, checksum]);
    }
    const second = await move(here, there);
    expect([second.verified, copiedOf(second)]).toEqual([true, KINDS.map(() => 0)]);
    const home = await move(there, back);
    expect(home.kinds.map(({ checksum }) => checksum)).toEqual(first.kinds.map(({ checksum }) => checksum));
    expect([home.verified, copiedOf(home)]).toEqual([true, KINDS.map(() => NAMES.length)]);
  });

  it('goes on where it was interrupted, and copies what changed since', async () => {
    const [here, there] = [await folder(), await database()];
    for (const kind of KINDS) await fill(here, kind);
    const { sends } = there.kinds;
    sends.put = () => Promise.reject(new Error('interrupted'));
    await expect(move(here, there)).rejects.toThrow('interrupted');
    expect(await here.lastMove()).toBeUndefined();
    const subscriber = aSubscriber('a', { revision: 9, hour: 5 });
    await here.kinds.subscribers.put([{ subscriber, slots: { morning: '2026-11-03' } }]);
    const rest = await move(here, await database());
    expect(rest.verified).toBe(true);
    const copied = new Map(rest.kinds.map(({ kind, copied: rows }) => [kind, rows]));
    expect(copied.get('articles')).toBe(0);
    expect(copied.get('subscribers, with consents')).toBe(1);
    expect(copied.get('ledger rows')).toBe(NAMES.length);
    expect(await here.lastMove()).toMatchObject({ end: 'origin', at: clock.now() });
  });

  it.each(['to the engines', 'to a folder'])(
    'ends when it is done again %s after somebody had himself erased and came back, and leaves nobody who is gone',
    async (way) => {
      const [one, other] = [await folder(), await database()];
      const [here, there] = way === 'to a folder' ? [other, one] : [one, other];
      const address = 'once-more@reader.example';
      const people = (...names: string[]) =>
        names.map((name) => ({ subscriber: aSubscriber(name, { revision: 1, email: emailOf(name) }), slots: {} }));
      const emailOf = (name: string): string => (name.startsWith('erased') ? address : `${name}@reader.example`);
      await here.kinds.subscribers.put(people('stays', 'leaves', 'erased'));
      await here.kinds.signups.put([MOVED_EXAMPLES.signups('a')[0]]);
      const { sends } = there.kinds;
      const put = sends.put.bind(sends);
      sends.put = () => Promise.reject(new Error('interrupted'));
      await here.kinds.sends.put([MOVED_EXAMPLES.sends('a')[0]]);
      await expect(move(here, there)).rejects.toThrow('interrupted');
      sends.put = put;

      await here.kinds.subscribers.remove(people('leaves', 'erased'));
      await here.kinds.subscribers.put(people('erased-and-back'));
      await here.kinds.signups.remove([MOVED_EXAMPLES.signups('a')[0]]);
      clock.advance(60_000);
      const createdAt = clock.now().toISOString();
      const later = { subscriber: aSubscriber('there', { revision: 1, createdAt }), slots: {} };
      await there.kinds.subscribers.put([later]);
      const { verified, kinds } = await move(here, there);
      expect([verified, kinds.find(({ kind }) => kind.startsWith('subscribers'))?.removed]).toEqual([true, 2]);
      const left = (await there.kinds.subscribers.page(9)).rows.map(({ subscriber }) => subscriber.id);
      expect(left.sort()).toEqual(['stays', 'erased-and-back', 'there'].map(subscriberId).sort());
      expect(await there.kinds.signups.count()).toBe(0);
      expect((await move(here, there)).verified).toBe(true);
    },
  );

  it('takes nobody away who was there before it', async () => {
    const [here, there] = [await folder(), await database()];
    await here.kinds.subscribers.put([{ subscriber: aSubscriber('comes', { revision: 1 }), slots: {} }]);
    await there.kinds.subscribers.put([{ subscriber: aSubscriber('is there', { revision: 1 }), slots: {} }]);
    await fill(here, 'audit');
    const [act] = MOVED_EXAMPLES.audit('a');
    await there.kinds.audit.put([{ ...act, what: 'of another history' }]);
    expect((await move(here, there)).verified).toBe(false);
    expect((await move(here, there)).verified).toBe(false);
    expect(await there.kinds.subscribers.count()).toBe(2);
  });

  it('lets every article be told to the log there, once, after what waited', async () => {
    const [here, there] = [await folder(), await database()];
    const published = { head: aHead('p', { state: 'published', publishedVersion: 1 }), versions: [aVersion('p')] };
    const withdrawn = { head: aHead('w', { state: 'withdrawn', version: 2 }), versions: [aVersion('w')], facts: [] };
    const held = { head: aHead('h', { state: 'held' }), versions: [aVersion('h')], facts: [] };
    await here.kinds.articles.put([
      { ...published, published: aPublicForm('p'), facts: facts('p', 7) },
      withdrawn,
      held,
    ]);
    await move(here, there);
    await move(here, there);
    const stores = await openMongoStores({ url: server.engine.url, namespace, clock });
    const waiting = (await stores.articles.outbox(99)).map(({ event }) => event);
    const told = (id: string): string[] => waiting.filter(({ subject }) => subject === id).map((event) => event.id);
    const { id } = published.head;
    expect(told(id)).toEqual([...facts('p', 7).map((fact) => fact.id), `${id}.1.article.published.v1`]);
    expect(told(withdrawn.head.id)).toEqual([`${withdrawn.head.id}.2.article.withdrawn.v1`]);
    expect((await stores.articles.pending({ state: 'accepted', limit: 9 })).map(({ head }) => head.id)).toEqual([
      held.head.id,
    ]);
    await stores.close();
  });

  it('leaves no send in the hands of a sender that stayed behind, and no edition running without one', async () => {
    const [here, there] = [await folder(), await database()];
    const edition = anEdition('morning.de.x', { state: 'sending' });
    const updatedAt = '2026-11-02T07:30:00.000Z';
    const send = { edition: edition.id, subscriber: subscriberId('a'), attempts: 1, permanent: false, updatedAt };
    await here.kinds.editions.put([edition]);
    await here.kinds.sends.put([{ ...send, state: 'intent' }]);
    expect((await move(here, there)).verified).toBe(true);
    expect((await there.kinds.editions.counterparts([edition]))[0]?.state).toBe('paused');
    expect((await there.kinds.sends.page(9)).rows[0]?.state).toBe('unknown');
  });

  it('takes what was deleted there away on the way back, and does not bring it there again', async () => {
    const [here, there] = [await folder(), await database()];
    for (const kind of KINDS) await fill(here, kind);
    await move(here, there);
    const gone = (await there.kinds.subscribers.page(1)).rows;
    await there.kinds.subscribers.remove(gone);
    const [head] = (await there.kinds.articles.page(1)).rows;
    if (head === undefined) throw new Error('no article was moved');
    await there.kinds.articles.put([{ ...head, head: { ...head.head, revision: 99 } }]);
    const again = await move(here, there);
    expect([again.verified, ...copiedOf(again)]).toEqual([true, ...KINDS.map(() => 0)]);
    const back = await move(there, here);
    expect(back.verified).toBe(true);
    expect(
      back.kinds.flatMap(({ kind, copied, removed }) => (copied + removed > 0 ? [{ kind, copied, removed }] : [])),
    ).toEqual([
      { kind: 'articles', copied: 1, removed: 0 },
      { kind: 'subscribers, with consents', copied: 0, removed: 1 },
    ]);
    expect(await here.kinds.subscribers.counterparts(gone)).toEqual([]);
    expect([(await here.lastMove())?.end, (await there.lastMove())?.end]).toEqual(['target', 'origin']);
  });

  it('brings everything to another place, whatever was deleted where it went before', async () => {
    const [here, there] = [await folder(), await database()];
    for (const kind of KINDS) await fill(here, kind);
    await move(here, there);
    await there.kinds.subscribers.remove((await there.kinds.subscribers.page(9)).rows);
    namespace = `${namespace}-other`;
    const { verified, kinds } = await move(here, await database());
    expect([verified, ...kinds.map(({ copied }) => copied)]).toEqual([true, ...KINDS.map(() => NAMES.length)]);
  });

  it('overwrites no act of another history, and says that they differ', async () => {
    const [here, there] = [await folder(), await database()];
    await fill(here, 'audit');
    const [act] = MOVED_EXAMPLES.audit('a');
    await there.kinds.audit.put([{ ...act, what: 'of another history' }]);
    const { verified, kinds } = await move(here, there);
    expect([verified, kinds.find(({ kind }) => kind === 'audit entries')?.copied]).toEqual([false, NAMES.length - 1]);
    expect((await there.kinds.audit.counterparts([act]))[0]?.what).toBe('of another history');
    expect(await here.lastMove()).toBeUndefined();
  });

  it('gives later acts greater numbers than those that were moved', async () => {
    const [here, there] = [await folder(), await database()];
    await fill(here, 'audit');
    await move(here, there);
    const stores = await openMongoStores({ url: server.engine.url, namespace, clock });
    const act = { at: clock.now(), who: 'token', what: 'x', target: 'y', outcome: 'done' } as const;
    const moved = (await here.kinds.audit.page(9)).rows.map(({ id }) => Number(id));
    expect(Number(await stores.audit.append(act))).toBeGreaterThan(Math.max(...moved));
    await stores.close();
  });
});
