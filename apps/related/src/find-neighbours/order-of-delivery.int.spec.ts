import { RelatedStore, type RelatedList } from '#ports/related-store.port.js';
import type { ArticleBuilder } from '#ports/testing/article-builder.js';
import type { ReceivedEvent } from '#runtime/consume/received-event.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import fc from 'fast-check';
import { ProfileArticlesHandler } from '../profile-article/profile-articles.handler.js';
import { RelatedModule } from '../related.module.js';
import { receivedPublication, receivedWithdrawal } from '../testing/log-events.js';
import { themed } from '../testing/themes.js';
import { UpdateLists } from './update-lists.js';

const HARBOURS = [0, 1, 2, 3, 4].map((number) => themed('harbour', number));
const BANKS = [0, 1, 2].map((number) => themed('bank', number));

/** Lives of articles: each version is another text, some are withdrawn, one comes back. */
const LIVES: ReadonlyArray<readonly ReceivedEvent[]> = [
  ...HARBOURS.slice(0, 2).map((article) => [receivedPublication(article)]),
  ...HARBOURS.slice(2, 4).map((article, index) => [
    receivedPublication(article),
    receivedPublication(again(article, 2, index)),
  ]),
  ...HARBOURS.slice(4).map((article) => [receivedPublication(article), receivedWithdrawal(article.version(2))]),
  ...BANKS.map((article, index) => [
    receivedPublication(article),
    receivedWithdrawal(article.version(2)),
    ...(index === 0 ? [receivedPublication(again(article, 3, 2))] : []),
  ]),
];
const IDS = [...HARBOURS, ...BANKS].map((article) => article.build().id);

/** A later version that tells of something else. */
function again(article: ArticleBuilder, version: number, football: number): ArticleBuilder {
  const { id, publishedAt } = article.build();
  return themed('football', football).with({ id, version, publishedAt });
}

async function listsAfter(batches: readonly (readonly ReceivedEvent[])[], then?: (app: StartedApp) => Promise<void>) {
  const app = await startApp(RelatedModule, { dataDir: ':memory:' });
  try {
    for (const batch of batches) await app.get(ProfileArticlesHandler).apply(batch);
    await then?.(app);
    const lists: Array<RelatedList | undefined> = [];
    for (const id of IDS) lists.push(await app.get(RelatedStore).list(id));
    return lists;
  } finally {
    await app.stop();
  }
}

/** The delivery loop gives a handler at most one event per article at a time. */
function inBatches(events: readonly ReceivedEvent[], size: number): ReceivedEvent[][] {
  const batches: ReceivedEvent[][] = [[]];
  for (const event of events) {
    const last = batches.at(-1);
    if (last === undefined || last.length >= size || last.some(({ key }) => key === event.key)) batches.push([event]);
    else last.push(event);
  }
  return batches;
}

describe('Related lists', () => {
  it('end the same in whatever order, batches and repetitions versions and withdrawals come', async () => {
    const told = LIVES.flat();
    const expected = await listsAfter(LIVES.map((life) => life.slice(-1)));
    expect(expected.some((list) => (list?.items.length ?? 0) > 1)).toBe(true);
    expect(expected.filter((list) => list === undefined).length).toBeGreaterThan(1);
    const orders = fc.record({
      events: fc.shuffledSubarray([...told, ...told], { minLength: told.length, maxLength: told.length * 2 }),
      size: fc.integer({ min: 1, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(orders, async ({ events, size }) => {
        const missed = told.filter((event) => !events.includes(event));
        expect(await listsAfter(inBatches([...events, ...missed], size))).toEqual(expected);
      }),
      { numRuns: 15, seed: 1 },
    );
  }, 120_000);

  it('are the same when all are made anew', async () => {
    const batches = inBatches(LIVES.flat(), 3);
    const remade = await listsAfter(batches, (app) => app.get(UpdateLists).remake(IDS));
    expect(remade).toEqual(await listsAfter(batches));
  });
});
