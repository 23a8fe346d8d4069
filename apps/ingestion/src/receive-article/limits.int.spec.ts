import { SqliteArticleStore } from '#embedded/articles/sqlite-article-store.js';
import { Database } from '#embedded/database.js';
import { aWrite, facts } from '#ports/testing/article-write-builder.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { IngestionModule } from '../ingestion.module.js';
import { aNative, TestSender } from '../testing/a-sender.js';
import { BacklogLimit } from './backlog-limit.js';

describe('The limits of a source', () => {
  let app: StartedApp;
  const clock = new TestClock();
  beforeAll(async () => {
    app = await startApp(IngestionModule, { dataDir: ':memory:', clock });
  });
  afterAll(() => app.stop());
  const send = (sender: TestSender, name: string, id?: string): Promise<Response> =>
    sender.send(aNative(name), { at: clock.now(), ...(id === undefined ? {} : { id }) });

  it('hold it to its articles a minute and tell when to come again', async () => {
    const sender = await TestSender.make(app, { rateLimit: 3 }, 'slow');
    const statuses = [];
    for (const name of ['a', 'b', 'c']) statuses.push((await send(sender, name)).status);
    expect(statuses).toEqual([202, 202, 202]);
    const refused = await send(sender, 'd');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('20');
    clock.advance(19_000);
    expect((await send(sender, 'd')).status).toBe(429);
    clock.advance(1_000);
    expect((await send(sender, 'd')).status).toBe(202);
  });

  it('count every article of a batch, and let one through that is larger than the limit', async () => {
    const sender = await TestSender.make(app, { rateLimit: 3 }, 'batches');
    const batch = (count: number): Promise<Response> =>
      sender.send(
        { articles: Array.from({ length: count }, (_, index) => aNative(`n-${index}`)) },
        { at: clock.now() },
      );
    expect((await batch(5)).status).toBe(207);
    expect((await batch(1)).status).toBe(429);
    clock.advance(60_000);
    expect((await batch(3)).status).toBe(207);
  });

  it('leave other sources alone, and are lifted when taken away', async () => {
    const slow = await TestSender.make(app, { rateLimit: 1 }, 'lifted');
    const other = await TestSender.make(app, {}, 'other');
    expect((await send(slow, 'a')).status).toBe(202);
    expect((await send(slow, 'b')).status).toBe(429);
    expect((await send(other, 'b')).status).toBe(202);
    const lifted = await app.fetch('/v1/sources/lifted', {
      method: 'PATCH',
      admin: true,
      headers: { 'content-type': 'application/json' },
      body: '{"rateLimit":null}',
    });
    expect(lifted.status).toBe(200);
    expect((await send(slow, 'b')).status).toBe(202);
  });

  it('remember no refusal under the delivery id, so that the same delivery is taken later', async () => {
    const sender = await TestSender.make(app, { rateLimit: 1 }, 'again');
    await send(sender, 'a');
    expect((await send(sender, 'b', 'msg_b')).status).toBe(429);
    clock.advance(60_000);
    const taken = await send(sender, 'b', 'msg_b');
    expect(taken.status).toBe(202);
    expect(taken.headers.get('idempotent-replayed')).toBeNull();
  });

  it('give a delivery that was answered its answer again although the limit is reached', async () => {
    const sender = await TestSender.make(app, { rateLimit: 1 }, 'repeats');
    expect((await send(sender, 'a', 'msg_a')).status).toBe(202);
    const repeated = await send(sender, 'a', 'msg_a');
    expect(repeated.status).toBe(202);
    expect(repeated.headers.get('idempotent-replayed')).toBe('true');
  });
});

describe('The backlog limit', () => {
  it('answers 503 with the time to wait while too much waits, and opens again when it is worked off', async () => {
    const database = Database.open(':memory:');
    const store = new SqliteArticleStore(database);
    const clock = new TestClock();
    const limit = new BacklogLimit(store, clock);
    await limit.check();
    const events = facts('flood', ...Array.from({ length: 100_001 }, (_, index) => index));
    await store.commit([aWrite('flood', { outbox: events })], []);
    clock.advance(1_000);
    await expect(limit.check()).rejects.toMatchObject({ status: 503, extra: { headers: { 'retry-after': '30' } } });
    await store.settle((await store.outbox(10)).map(({ position }) => position));
    clock.advance(1_000);
    await limit.check();
    database.close();
  });
});
