import { SourceId } from '#contracts/ids.js';
import { describe, expect, it } from '@jest/globals';
import type { ArticleStore, ArticleVersion, ArticleWrite } from '../article-store.port.js';
import { aDelivery, aHead, aPublicForm, aVersion, aWrite, facts, thenWrite } from './article-write-builder.js';
import { articleId } from './newsletter-builders.js';
import { openedForEach, type OpenedPort } from './opened-port.js';

/** What every ArticleStore does; `open` gives an empty one. */
export function articleStoreContract(open: () => Promise<OpenedPort<ArticleStore>>): void {
  describe('keeps the promises of an ArticleStore', () => {
    const opened = openedForEach(open);
    describe('writing', () => articleWrites(opened));
    describe('what waits', () => articlesWaiting(opened));
    describe('deliveries', () => articleDeliveries(opened));
  });
}

type Opened = () => OpenedPort<ArticleStore>;

async function outboxIds(port: ArticleStore, limit = 100): Promise<string[]> {
  return (await port.outbox(limit)).map(({ event }) => event.id);
}

function articleWrites(opened: Opened): void {
  it('keeps head, version, public form and facts as they were written, also after a restart', async () => {
    const head = aHead('full', {
      state: 'published',
      order: { version: 7, modifiedAt: '2026-11-02T08:30:00+01:00' },
      publishedVersion: 1,
    });
    const received = aVersion('full', { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' });
    const write = aWrite('full', { head, received, published: aPublicForm('full'), outbox: facts('full', 1, 2) });
    expect(await opened().port.commit([write], [])).toEqual(['written']);
    for (const get of [async () => opened().port, () => opened().reopen()]) {
      const port = await get();
      expect((await port.heads([head.id])).get(head.id)).toEqual(head);
      expect(await port.versions(head.id)).toEqual([received]);
      expect(await port.published(head.id)).toEqual(aPublicForm('full'));
      expect((await port.outbox(9)).map(({ event }) => event)).toEqual(facts('full', 1, 2));
    }
  });

  it('knows nothing of an article that was never written', async () => {
    const { port } = opened();
    const id = articleId('nothing');
    expect((await port.heads([id])).size).toBe(0);
    expect(await port.published(id)).toBeUndefined();
    expect(await port.versions(id)).toEqual([]);
    expect(await port.commit([], [])).toEqual([]);
  });

  it('refuses a write whose article changed meanwhile, with all that belongs to it, and does the others', async () => {
    const { port } = opened();
    const first = aWrite('contested');
    await port.commit([first], []);
    await port.commit([thenWrite(first, { head: { state: 'held' } })], []);
    const late = thenWrite(first, {
      received: aVersion('contested', { version: 2 }),
      published: aPublicForm('contested', 2),
      outbox: facts('contested', 9),
    });
    const other = aWrite('other', { outbox: facts('other', 1) });
    expect(await port.commit([late, other], [])).toEqual(['conflict', 'written']);
    expect((await port.heads([late.head.id])).get(late.head.id)).toMatchObject({
      state: 'held',
      revision: 2,
      version: 1,
    });
    expect(await port.versions(late.head.id)).toHaveLength(1);
    expect(await port.published(late.head.id)).toBeUndefined();
    expect(await outboxIds(port)).toEqual(facts('other', 1).map(({ id }) => id));
  });

  it('refuses to make an article that exists, and to change one that does not', async () => {
    const { port } = opened();
    await port.commit([aWrite('here')], []);
    const missing = thenWrite(aWrite('missing'));
    expect(await port.commit([aWrite('here'), missing], [])).toEqual(['conflict', 'conflict']);
    expect((await port.heads([missing.head.id])).size).toBe(0);
  });

  it('does several writes of one article in one commit in their order', async () => {
    const { port } = opened();
    const first = aWrite('quick', { outbox: facts('quick', 1) });
    const second = thenWrite(first, { received: aVersion('quick', { version: 2 }), outbox: facts('quick', 2) });
    expect(await port.commit([first, second], [])).toEqual(['written', 'written']);
    expect((await port.heads([first.head.id])).get(first.head.id)).toMatchObject({ version: 2, revision: 2 });
    expect((await port.versions(first.head.id)).map(({ version }) => version)).toEqual([1, 2]);
    expect(await outboxIds(port)).toEqual(facts('quick', 1, 2).map(({ id }) => id));
  });

  it('lets one of many writers that saw the same state win', async () => {
    const { port } = opened();
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) => port.commit([aWrite('race', { outbox: facts('race', index + 1) })], [])),
    );
    expect(results.flat().filter((result) => result === 'written')).toHaveLength(1);
    expect(await outboxIds(port)).toHaveLength(1);
  });

  it('leaves the public form when a write says nothing of it, replaces it, and takes it away for null', async () => {
    const { port } = opened();
    const first = aWrite('shown', { published: aPublicForm('shown') });
    const second = thenWrite(first);
    const third = thenWrite(second, { published: aPublicForm('shown', 2) });
    const fourth = thenWrite(third, { published: null });
    const { id } = first.head;
    await port.commit([first, second], []);
    expect((await port.published(id))?.version).toBe(1);
    await port.commit([third], []);
    expect((await port.published(id))?.version).toBe(2);
    await port.commit([fourth], []);
    expect(await port.published(id)).toBeUndefined();
  });

  it('forgets what a head no longer says', async () => {
    const { port } = opened();
    const first = aWrite('plain', {
      head: aHead('plain', { state: 'scheduled', releaseAt: '2026-11-03T00:00:00.000Z', order: { version: 1 } }),
    });
    const { releaseAt: _released, ...bare } = { ...first.head, revision: 2, state: 'accepted' as const, order: {} };
    await port.commit([first, { expectedRevision: 1, head: bare, outbox: [] }], []);
    expect((await port.heads([bare.id])).get(bare.id)).toEqual(bare);
  });
}

function articlesWaiting(opened: Opened): void {
  const names = async (query: Parameters<ArticleStore['pending']>[0]): Promise<string[]> =>
    (await opened().port.pending(query)).map(({ head }) => head.externalId);

  it('gives accepted articles oldest first with their newest version', async () => {
    const { port } = opened();
    const writes = ['c', 'a', 'b'].map((name) => aWrite(name));
    for (const write of writes) await port.commit([write], []);
    await port.commit([thenWrite(writes[0] as ArticleWrite, { received: aVersion('c', { version: 2 }) })], []);
    expect(await names({ state: 'accepted', limit: 9 })).toEqual(['a', 'b', 'c']);
    expect(await names({ state: 'accepted', limit: 2 })).toEqual(['a', 'b']);
    const [newest] = (await port.pending({ state: 'accepted', limit: 9 })).slice(-1);
    expect(newest?.received?.version).toBe(2);
  });

  it('gives scheduled articles that are due, the first due first, whatever the zone their time is written in', async () => {
    const scheduled = (name: string, releaseAt: string): ArticleWrite =>
      aWrite(name, { head: aHead(name, { state: 'scheduled', releaseAt }) });
    await opened().port.commit(
      [
        scheduled('late', '2026-11-03T12:00:00Z'),
        scheduled('second', '2026-11-03T09:30:00Z'),
        scheduled('first', '2026-11-03T10:00:00+01:00'),
      ],
      [],
    );
    const due = { state: 'scheduled' as const, dueBy: '2026-11-03T10:00:00Z', limit: 9 };
    expect(await names(due)).toEqual(['first', 'second']);
    expect(await names({ ...due, dueBy: '2026-11-03T08:59:59Z' })).toEqual([]);
    expect(await names({ ...due, dueBy: '2026-11-03T12:00:00Z', limit: 1 })).toEqual(['first']);
  });

  it('gives an article whose newest version cannot be read any more without it, and the others with theirs', async () => {
    const { port } = opened();
    const { title: _title, ...input } = aVersion('old').input;
    const unreadable = { ...aVersion('old'), input } as ArticleVersion;
    await port.commit([aWrite('old', { received: unreadable }), aWrite('new')], []);
    const waiting = await port.pending({ state: 'accepted', limit: 9 });
    expect(waiting.map(({ head, received }) => [head.externalId, received?.version])).toEqual([
      ['old', undefined],
      ['new', 1],
    ]);
    await expect(port.versions(articleId('old'))).rejects.toThrow('title');
  });

  it('gives neither published, held nor withdrawn articles', async () => {
    const states = ['published', 'held', 'withdrawn'] as const;
    await opened().port.commit(
      states.map((state) => aWrite(state, { head: aHead(state, { state }) })),
      [],
    );
    expect(await names({ state: 'accepted', limit: 9 })).toEqual([]);
    expect(await names({ state: 'scheduled', limit: 9 })).toEqual([]);
  });

  it('gives facts oldest first until they are settled, and never those of a refused write', async () => {
    const { port } = opened();
    const first = aWrite('a', { outbox: facts('a', 1, 2) });
    await port.commit([first, aWrite('b', { outbox: facts('b', 1) })], []);
    await port.commit([aWrite('a', { outbox: facts('a', 66) }), thenWrite(first, { outbox: facts('a', 3) })], []);
    const all = [...facts('a', 1, 2), ...facts('b', 1), ...facts('a', 3)].map(({ id }) => id);
    expect(await outboxIds(port)).toEqual(all);
    expect(await outboxIds(port, 2)).toEqual(all.slice(0, 2));
    const [one, two] = await port.outbox(2);
    await port.settle([one, two].map((entry) => entry?.position ?? ''));
    await port.settle([one?.position ?? '']);
    expect(await outboxIds(await opened().reopen())).toEqual(all.slice(2));
  });

  it('never gives a new fact the place of a settled one', async () => {
    const { port } = opened();
    await port.commit([aWrite('a', { outbox: facts('a', 1) })], []);
    const [settled] = await port.outbox(1);
    await port.settle([settled?.position ?? '']);
    const again = await opened().reopen();
    await again.commit([aWrite('b', { outbox: facts('b', 1) })], []);
    const [fresh] = await again.outbox(1);
    expect(fresh?.position).not.toBe(settled?.position);
  });

  it('counts what waits', async () => {
    const { port } = opened();
    expect(await port.waiting()).toEqual({ accepted: 0, outbox: 0 });
    const first = aWrite('a', { outbox: facts('a', 1, 2) });
    await port.commit([first, aWrite('b')], []);
    expect(await port.waiting()).toEqual({ accepted: 2, outbox: 2 });
    await port.commit([thenWrite(first, { head: { state: 'published' } })], []);
    await port.settle((await port.outbox(1)).map(({ position }) => position));
    expect(await port.waiting()).toEqual({ accepted: 1, outbox: 1 });
  });
}

function articleDeliveries(opened: Opened): void {
  const keysOf = (...ids: string[]) => ids.map((webhookId) => ({ source: SourceId.parse('courier'), webhookId }));

  it('keeps the answer to a delivery with its writes, also after a restart', async () => {
    const { answersFor: _answersFor, ...kept } = aDelivery('msg_1');
    await opened().port.commit([aWrite('a')], [aDelivery('msg_1', [articleId('a')])]);
    expect(await opened().port.deliveries(keysOf('msg_1', 'msg_2'))).toEqual([kept]);
    expect(await (await opened().reopen()).deliveries(keysOf('msg_1'))).toEqual([kept]);
  });

  it('knows a delivery by its source and its id together', async () => {
    const { port } = opened();
    await port.commit([], [aDelivery('msg_1')]);
    expect(await port.deliveries([{ source: SourceId.parse('other'), webhookId: 'msg_1' }])).toEqual([]);
    expect(await port.deliveries([])).toEqual([]);
  });

  it('keeps no answer that tells of a refused write, and the others', async () => {
    const { port } = opened();
    await port.commit([aWrite('taken')], []);
    const deliveries = [aDelivery('lost', [articleId('taken'), articleId('b')]), aDelivery('kept', [articleId('b')])];
    expect(await port.commit([aWrite('taken'), aWrite('b')], deliveries)).toEqual(['conflict', 'written']);
    expect((await port.deliveries(keysOf('lost', 'kept'))).map(({ webhookId }) => webhookId)).toEqual(['kept']);
  });

  it('forgets deliveries older than a time and tells how many', async () => {
    const { port } = opened();
    const old = { at: '2026-11-01T00:00:00.000Z' };
    await port.commit([], [aDelivery('old-1', [], old), aDelivery('old-2', [], old), aDelivery('new')]);
    expect(await port.forgetDeliveries('2026-11-01T00:00:00.000Z')).toBe(0);
    expect(await port.forgetDeliveries('2026-11-02T00:00:00.000Z')).toBe(2);
    expect((await port.deliveries(keysOf('old-1', 'old-2', 'new'))).map(({ webhookId }) => webhookId)).toEqual(['new']);
  });
}
