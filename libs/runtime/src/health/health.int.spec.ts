import { TransientError } from '#contracts/errors.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import type { Problem } from '#contracts/problem.js';
import { GROUPS } from '#contracts/topics.js';
import { EventLog } from '#ports/event-log.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { Controller, Module } from '@nestjs/common';
import { HandleEvents } from '../consume/handle-events.decorator.js';
import { Lifecycle } from '../lifecycle/lifecycle.js';
import { aPublication } from '../testing/an-event.js';
import { startApp, type StartedApp } from '../testing/start-app.js';
import { EngineCheck } from './engine.check.js';
import { ProgressMonitor } from './progress-monitor.js';

const script = { handle: (): Promise<void> => Promise.resolve() };

@Controller()
class Indexer {
  @HandleEvents({ group: GROUPS.searchIndexer, events: [ArticlePublished], batch: 16 })
  apply(): Promise<void> {
    return script.handle();
  }
}

@Module({ controllers: [Indexer] })
class IndexerModule {}

describe('Health', () => {
  let app: StartedApp;
  let clock: TestClock;
  beforeEach(async () => {
    clock = new TestClock();
    script.handle = () => Promise.resolve();
    app = await startApp(IndexerModule, { dataDir: ':memory:', clock });
  });
  afterEach(() => app.stop());

  async function ready(): Promise<{ status: number; pointers: string[]; detail: string }> {
    const response = await app.fetch('/health/ready');
    const body = (await response.json()) as Partial<Problem>;
    const pointers = (body.errors ?? []).map(({ pointer }) => pointer);
    return { status: response.status, pointers, detail: body.detail ?? '' };
  }

  it('is live and ready when nothing waits, and says what it looked at', async () => {
    expect((await app.fetch('/health/live')).status).toBe(200);
    const response = await app.fetch('/health/ready');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ checks: { store: 'can be written', events: 'none waits' } });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('is not ready when events wait two minutes and none moves, and names the group', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    script.handle = () => held;
    await app.get(EventLog).append([aPublication('a')]);
    clock.advance(119_000);
    expect((await ready()).status).toBe(200);
    clock.advance(5_000);
    const stalled = await ready();
    expect(stalled).toMatchObject({ status: 503, pointers: ['/events'] });
    expect(stalled.detail).toContain('search.indexer has 1 unhandled articles');
    expect((await app.fetch('/health/live')).status).toBe(200);
    release();
    await eventually(async () => (await ready()).status === 200);
  });

  it('is not ready fifteen seconds after what a group needs went away, with the reason, and is ready when it returns', async () => {
    let away = true;
    script.handle = () => (away ? Promise.reject(new TransientError('the index is away')) : Promise.resolve());
    await app.get(EventLog).append([aPublication('a')]);
    await eventually(async () => (await app.get(EventLog).lag()).some(({ paused }) => paused));
    expect((await ready()).status).toBe(200);
    clock.advance(16_000);
    const paused = await ready();
    expect(paused.status).toBe(503);
    expect(paused.detail).toContain('paused: the index is away');
    away = false;
    await eventually(async () => (await ready()).status === 200);
  });

  it('is not ready while a check fails or throws, and names it', async () => {
    app.get(ProgressMonitor).register({
      name: 'kitchen',
      check: () => {
        throw new Error('the oven is cold');
      },
    });
    expect(await ready()).toMatchObject({ status: 503, pointers: ['/kitchen'], detail: 'kitchen: the oven is cold' });
    expect(() =>
      app.get(ProgressMonitor).register({ name: 'kitchen', check: () => ({ ok: true, detail: '' }) }),
    ).toThrow('two progress checks');
  });

  it('tells which engine is away, and is not ready only without one that answers need', async () => {
    const away = () => Promise.reject(new TransientError('nobody at 127.0.0.1:1'));
    app.get(ProgressMonitor).register(new EngineCheck({ name: 'kafka', needed: false, probe: away }));
    const degraded = await app.fetch('/health/ready');
    expect(degraded.status).toBe(200);
    expect(await degraded.json()).toMatchObject({
      status: 'degraded',
      checks: { kafka: 'is away: nobody at 127.0.0.1:1' },
    });
    app.get(ProgressMonitor).register(new EngineCheck({ name: 'search index', needed: true, probe: away }));
    expect(await ready()).toMatchObject({ status: 503, pointers: ['/search index'] });
  });

  it('is not ready while the process stops, though it lives', async () => {
    app.get(Lifecycle).stopping();
    const response = await app.fetch('/health/ready');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect((await app.fetch('/health/live')).status).toBe(200);
  });

  it('gives its numbers to Prometheus', async () => {
    const text = await (await app.fetch('/metrics')).text();
    for (const name of [
      'courant_http_request_duration_seconds',
      'courant_jobs',
      'courant_process_resident_memory_bytes',
    ]) {
      expect(text).toContain(name);
    }
  });
});
