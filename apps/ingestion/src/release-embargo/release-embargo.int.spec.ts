import { EventLog } from '#ports/event-log.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IngestionModule } from '../ingestion.module.js';
import { aNative, TestSender } from '../testing/a-sender.js';

describe('An embargo', () => {
  let dataDir: string;
  let clock: TestClock;
  let app: StartedApp;
  let sender: TestSender;
  const start = (): Promise<StartedApp> => startApp(IngestionModule, { dataDir, clock });
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'courant-embargo-'));
    clock = new TestClock(new Date('2026-11-02T07:30:00Z'));
    app = await start();
    sender = await TestSender.make(app);
  });
  afterEach(async () => {
    await app.stop();
    rmSync(dataDir, { recursive: true });
  });

  async function send(parts: object): Promise<{ id: string; outcome: string; version: number; receipt: string }> {
    const response = await sender.send(aNative('secret', parts), { at: clock.now() });
    return (await response.json()) as { id: string; outcome: string; version: number; receipt: string };
  }
  const shown = async (id: string): Promise<number> => (await app.fetch(`/v1/articles/${id}`)).status;
  const events = async (id: string): Promise<string[]> =>
    (await app.get(EventLog).read({ topic: 'articles', key: id, limit: 9 })).map(
      ({ attributes }) => attributes['type'] ?? '',
    );

  it('holds everything back until its very time and lets it out then', async () => {
    const { id, outcome } = await send({ embargoedUntil: '2026-11-02T10:00:00+01:00' });
    expect(outcome).toBe('scheduled');
    clock.set('2026-11-02T08:59:59Z');
    expect([await shown(id), await events(id)]).toEqual([404, []]);
    clock.set('2026-11-02T09:00:00Z');
    await eventually(async () => (await shown(id)) === 200);
    expect(await events(id)).toEqual(['article.published.v1']);
    const article = (await (await app.fetch(`/v1/articles/${id}`)).json()) as object;
    expect(article).not.toHaveProperty('embargoedUntil');
  });

  it('ends late rather than never when nothing ran at its time', async () => {
    const { id } = await send({ embargoedUntil: '2026-11-02T09:00:00Z' });
    await app.stop();
    clock.set('2026-11-03T00:00:00Z');
    app = await start();
    await eventually(async () => (await shown(id)) === 200);
    expect(await events(id)).toEqual(['article.published.v1']);
  });

  it('can be moved: the last word of the source holds', async () => {
    await send({ version: 1, embargoedUntil: '2026-11-02T09:00:00Z' });
    const { id } = await send({ version: 2, embargoedUntil: '2026-11-02T12:00:00Z' });
    clock.set('2026-11-02T11:59:59Z');
    await sender.send(aNative('marker'), { at: clock.now() });
    await eventually(async () => (await app.get(EventLog).read({ topic: 'articles', limit: 9 })).length === 1);
    expect(await shown(id)).toBe(404);
    clock.set('2026-11-02T12:00:00Z');
    await eventually(async () => (await shown(id)) === 200);
  });

  it('can be lifted early, after which nothing more happens at its time', async () => {
    await send({ version: 1, embargoedUntil: '2026-11-02T09:00:00Z' });
    const { id, outcome } = await send({ version: 2 });
    expect(outcome).toBe('updated');
    await eventually(async () => (await shown(id)) === 200);
    clock.set('2026-11-02T10:00:00Z');
    await sender.send(aNative('marker'), { at: clock.now() });
    await eventually(async () => (await app.get(EventLog).read({ topic: 'articles', limit: 9 })).length === 2);
    expect(await events(id)).toHaveLength(1);
  });

  it('ends with a withdrawal and never shows the article', async () => {
    await send({ version: 1, embargoedUntil: '2026-11-02T09:00:00Z' });
    const { id, receipt } = await send({ version: 2, status: 'withdrawn' });
    clock.set('2026-11-02T10:00:00Z');
    await sender.send(aNative('marker'), { at: clock.now() });
    await eventually(async () => (await app.get(EventLog).read({ topic: 'articles', limit: 9 })).length === 1);
    expect(await events(id)).toEqual([]);
    expect(await shown(id)).toBe(410);
    const { state, stages } = (await (await fetch(receipt)).json()) as {
      state: string;
      stages: Array<{ stage: string }>;
    };
    expect(state).toBe('withdrawn');
    expect(stages.map(({ stage }) => stage)).not.toContain('published');
  });

  it('that has passed already is none', async () => {
    const { id, outcome } = await send({ embargoedUntil: '2026-11-02T07:29:59Z' });
    expect(outcome).toBe('created');
    await eventually(async () => (await shown(id)) === 200);
  });
});
