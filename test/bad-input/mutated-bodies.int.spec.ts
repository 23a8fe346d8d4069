import { IngestionModule } from '#apps/ingestion/src/ingestion.module.js';
import { aNative, TestSender } from '#apps/ingestion/src/testing/a-sender.js';
import { ArticleStore } from '#ports/article-store.port.js';
import { ArticleId } from '#contracts/ids.js';
import { eventually } from '#ports/testing/eventually.js';
import { startApp } from '#runtime/testing/start-app.js';
import { Dice } from '../world/dice.js';
import { withChangedBytes, withChangedPart } from './mutate.js';

const BODIES = Number(process.env['FUZZ_BODIES'] ?? 3_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_102);
const TOGETHER = 16;

const FULL = aNative('fuzz', {
  summary: 'A summary.',
  url: 'https://news.example/a',
  version: 3,
  modifiedAt: '2026-11-02T07:30:00Z',
  type: 'opinion',
  sections: ['Local'],
  tags: ['storm', 'bridge'],
  people: ['Noreen Applegarth'],
  places: ['Ellerby'],
  authors: [{ name: 'Jo Doe', url: 'https://news.example/jo' }],
  images: [{ url: 'https://news.example/a.jpg', alt: 'A bridge', width: 900, height: 600 }],
  publishedAt: '2026-11-02T06:00:00Z',
  embargoedUntil: '2026-11-02T06:00:00Z',
  expiresAt: '2099-01-01T00:00:00Z',
  translationGroup: 'g-1',
  corrections: [{ at: '2026-11-02T07:30:00Z', text: 'Wrong day.' }],
  trust: { publishingPrinciples: 'https://news.example/p', aiUse: 'none' },
});

/** Body number `index`: an article, or a batch of three, changed in its parts, its bytes or both. */
function body(index: number, dice: Dice): Uint8Array<ArrayBuffer> {
  const own = { ...FULL, externalId: `fuzz-${index}` };
  const whole = dice.below(5) === 0 ? { articles: [own, { ...own, externalId: `fuzz-${index}-b` }, FULL] } : own;
  let changed: unknown = whole;
  for (let turn = dice.below(3); turn > 0; turn -= 1) changed = withChangedPart(changed, dice);
  const bytes = new Uint8Array(Buffer.from(JSON.stringify(changed) ?? 'undefined'));
  return dice.below(3) === 0 ? withChangedBytes(bytes, dice) : bytes;
}

describe(`${BODIES} signed bodies, changed at random from seed ${SEED}`, () => {
  it('are each accepted whole or refused by name, in time, and leave nothing half done', async () => {
    const app = await startApp(IngestionModule, { dataDir: ':memory:' });
    const sender = await TestSender.make(app);
    const dice = new Dice(SEED);
    const statuses = new Map<number, number>();
    const accepted = new Set<string>();
    const send = async (index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
      const response = await sender.post(bytes, { id: `fuzz_${index}` });
      const answer = (await response.json()) as { id?: string; detail?: string; results?: Array<{ id?: string }> };
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      const fine = [200, 202, 207].includes(response.status) || [413, 422].includes(response.status);
      if (!fine) throw new Error(`body ${index} of seed ${SEED}: ${response.status} ${answer.detail}`);
      if (response.status === 422 && answer.detail === undefined) throw new Error(`body ${index}: no reason`);
      for (const { id } of [answer, ...(answer.results ?? [])]) if (id !== undefined) accepted.add(id);
    };
    for (let first = 0; first < BODIES; first += TOGETHER) {
      const bodies = Array.from({ length: Math.min(TOGETHER, BODIES - first) }, (_, index) =>
        body(first + index, dice),
      );
      await Promise.all(bodies.map((bytes, index) => send(first + index, bytes)));
    }
    expect(statuses.get(202) ?? 0).toBeGreaterThan(BODIES / 20);
    expect(statuses.get(422) ?? 0).toBeGreaterThan(BODIES / 4);

    const store = app.get(ArticleStore);
    await eventually(async () => (await store.waiting()).accepted === 0, { withinMs: 60_000, what: 'preparing' });
    await eventually(async () => (await store.waiting()).outbox === 0, { withinMs: 30_000, what: 'the relay' });
    const heads = await store.heads([...accepted].map((id) => ArticleId.parse(id)));
    expect(heads.size).toBe(accepted.size);
    for (const { id, state, version } of heads.values()) {
      expect(['published', 'scheduled', 'withdrawn']).toContain(state);
      expect((await store.versions(id)).at(-1)?.version).toBe(version);
      expect((await store.published(id)) !== undefined).toBe(state === 'published');
    }
    expect((await app.fetch('/health/ready')).status).toBe(200);
    await app.stop();
  }, 180_000);
});
