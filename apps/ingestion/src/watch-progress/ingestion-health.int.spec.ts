import { TransientError } from '#contracts/errors.js';
import { ArticleStore } from '#ports/article-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { IngestionModule } from '../ingestion.module.js';
import { aNative, TestSender } from '../testing/a-sender.js';

describe('The health of ingestion', () => {
  let app: StartedApp;
  let clock: TestClock;
  beforeEach(async () => {
    clock = new TestClock();
    app = await startApp(IngestionModule, { dataDir: ':memory:', clock });
  });
  afterEach(() => app.stop());

  const ready = async (): Promise<{ status: number; text: string }> => {
    const response = await app.fetch('/health/ready');
    return { status: response.status, text: await response.text() };
  };
  const send = async (source: string): Promise<void> => {
    const sender = await TestSender.make(app, {}, source);
    expect((await sender.send(aNative(), { at: clock.now() })).status).toBe(202);
  };

  it('is well after hours without an article', async () => {
    clock.advance(7_200_000);
    const { status, text } = await ready();
    expect(status).toBe(200);
    expect(text).toContain('0 articles wait to be prepared, 0 facts for the log');
  });

  it('is red when articles wait and none was prepared for two minutes, and well when they go on', async () => {
    const store = app.get(ArticleStore);
    const pending = store.pending.bind(store);
    let tried = false;
    store.pending = () => {
      tried = true;
      return Promise.reject(new Error('a bug'));
    };
    await send('courier');
    await eventually(() => tried);
    clock.advance(119_000);
    expect((await ready()).status).toBe(200);
    clock.advance(2_000);
    const { status, text } = await ready();
    expect(status).toBe(503);
    expect(text).toContain('ingestion: 1 articles wait to be prepared, 0 facts for the log');
    store.pending = pending;
    await send('gazette');
    await eventually(async () => (await ready()).status === 200);
  });

  it.each([
    ['is red when facts wait and the relay stands still', () => new Promise<void>(() => undefined), 503],
    [
      'is degraded while the log that the facts wait for is away',
      () => Promise.reject(new TransientError('the log is away')),
      200,
    ],
  ])('%s', async (_what, append, expected) => {
    const eventLog = app.get(EventLog);
    const before = eventLog.append.bind(eventLog);
    let called = false;
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    eventLog.append = () => {
      called = true;
      return Promise.race([append(), released]);
    };
    await send('courier');
    await eventually(() => called);
    clock.advance(121_000);
    const { status, text } = await ready();
    expect(status).toBe(expected);
    expect(text).toContain('facts for the log, and none went on for 121 s');
    eventLog.append = before;
    release();
  });
});
