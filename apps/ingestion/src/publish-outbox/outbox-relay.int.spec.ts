import { openEmbedded } from '#embedded/open-embedded.js';
import type { Backend } from '#ports/backend.js';
import { ArticleStore } from '#ports/article-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { PermanentError } from '#contracts/errors.js';
import { DeadLetterStore } from '#ports/dead-letter-store.port.js';
import { Redrive } from '#runtime/consume/redrive.js';
import { createEvent } from '#contracts/cloud-event.js';
import { StageCompleted } from '#contracts/events/stage-completed.event.js';
import { aHead, aWrite } from '#ports/testing/article-write-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { startApp } from '#runtime/testing/start-app.js';
import { aPublication } from '#runtime/testing/an-event.js';
import { TextPool } from '#text/worker/text-pool.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IngestionModule } from '../ingestion.module.js';

const clock = new TestClock();
const { id } = aHead('crashed');
const stage = createEvent(
  StageCompleted,
  { articleId: id, version: 1, stage: 'published', at: clock.now().toISOString() },
  { service: 'ingestion', time: clock.now() },
);
const published = { ...aPublication('crashed'), subject: id };

/** Leaves a data folder as a process does that died at some point of `before`. */
async function leftBehind(before: (backend: Backend) => Promise<void>): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'courant-relay-'));
  const textPool = new TextPool({ threads: 0, idleSeconds: 1 });
  const backend = await openEmbedded({ dataDir, clock, catcherPort: 0, textPool });
  await before(backend);
  await backend.close();
  await textPool.close();
  return dataDir;
}

/** The ids on the log once everything that waited was carried. */
async function carried(dataDir: string): Promise<{ ids: string[]; receipt: number }> {
  const app = await startApp(IngestionModule, { dataDir, clock });
  await eventually(async () => (await app.get(ArticleStore).waiting()).outbox === 0);
  await eventually(async () => (await app.get(EventLog).lag()).every(({ lag }) => lag === 0));
  const records = await Promise.all(
    (['articles', 'stages'] as const).map((topic) => app.get(EventLog).read({ topic, key: id, limit: 9 })),
  );
  const response = await app.fetch(`/v1/articles/${id}/receipt`, { admin: true });
  const { stages } = (await response.json()) as { stages: Array<{ stage: string }> };
  await app.stop();
  rmSync(dataDir, { recursive: true });
  const receipt = stages.filter((entry) => entry.stage === 'published').length;
  return { ids: records.flat().map(({ attributes }) => attributes['id'] ?? ''), receipt };
}

const write = aWrite('crashed', { head: aHead('crashed', { state: 'published' }), outbox: [published, stage] });

describe('A fact that the log refuses', () => {
  it.each([
    ['for good', new PermanentError('too large'), 1],
    ['for no known reason', new Error('no idea'), 5],
  ])('%s lets the others pass, is kept whole as a dead letter and can be redriven', async (_why, refusal, attempts) => {
    const app = await startApp(IngestionModule, { dataDir: ':memory:', clock });
    try {
      const eventLog = app.get(EventLog);
      const append = eventLog.append.bind(eventLog);
      eventLog.append = (events) =>
        events.some((event) => event.id === published.id) ? Promise.reject(refusal) : append(events);
      await app.get(ArticleStore).commit([write], []);
      const letters = () => app.get(DeadLetterStore).list({ group: 'ingestion.relay', limit: 9 });
      const [letter] = await eventually(async () => (await letters()).length === 1 && (await letters()));
      expect(letter).toMatchObject({ key: published.id, topic: 'articles', attempts, error: String(refusal) });
      await eventually(async () => (await app.get(ArticleStore).waiting()).outbox === 0);
      const on = async (topic: 'articles' | 'stages') =>
        (await eventLog.read({ topic, key: id, limit: 9 })).map(({ attributes }) => attributes['id']);
      expect([await on('articles'), await on('stages')]).toEqual([[], [stage.id]]);

      const redrive = app.get(Redrive);
      expect(await redrive.redrive(letter?.id ?? '')).toEqual({ outcome: 'failed', error: refusal.message });
      expect((await letters())[0]).toMatchObject({ state: 'open', attempts: attempts + 1 });
      eventLog.append = append;
      expect(await redrive.redrive(letter?.id ?? '')).toEqual({ outcome: 'redriven' });
      const [record] = await eventLog.read({ topic: 'articles', key: id, limit: 9 });
      expect(JSON.parse(record?.value ?? '')).toEqual(published.data);
      expect(record?.attributes).toMatchObject({ id: published.id, type: published.type, subject: id });
    } finally {
      await app.stop();
    }
  });
});

describe('The relay after a crash', () => {
  it('carries facts that were stored and never carried', async () => {
    const dataDir = await leftBehind(async ({ articles }) => {
      await articles.commit([write], []);
    });
    expect(await carried(dataDir)).toEqual({ ids: [published.id, stage.id], receipt: 1 });
  });

  it('carries facts again that were carried but not settled, under the same ids, which changes no receipt', async () => {
    const dataDir = await leftBehind(async ({ articles, eventLog }) => {
      await articles.commit([write], []);
      await eventLog.append([published, stage]);
    });
    const { ids, receipt } = await carried(dataDir);
    expect(ids).toEqual([published.id, published.id, stage.id, stage.id]);
    expect(receipt).toBe(1);
  });

  it('carries the rest when a part was settled', async () => {
    const dataDir = await leftBehind(async ({ articles, eventLog }) => {
      await articles.commit([write], []);
      await eventLog.append([published]);
      await articles.settle((await articles.outbox(1)).map(({ position }) => position));
    });
    expect(await carried(dataDir)).toEqual({ ids: [published.id, stage.id], receipt: 1 });
  });
});
