import type { RelatedReason } from '#contracts/related.js';
import type { ArticleProfile, PostingStore } from '../posting-store.port.js';
import { LIST_LENGTH, type RelatedPlace, type RelatedStore } from '../related-store.port.js';
import { articleId } from './newsletter-builders.js';
import { openedForEach, type OpenedPort } from './opened-port.js';
import { aProfile } from './profile-builder.js';
import type { TestClock } from './test-clock.js';

/** The store beside the profiles that it shows, at the time of a clock. */
export interface RelatedStores {
  readonly related: RelatedStore;
  readonly postings: PostingStore;
  readonly clock: TestClock;
}

const reasons: RelatedReason[] = [{ kind: 'term', values: ['harbour', 'storm'], weight: 0.4 }];
const place = (name: string, score: number): RelatedPlace => ({ id: articleId(name), score, reasons });

/** What every RelatedStore must do; `open` gives empty ones. */
export function relatedStoreContract(open: () => Promise<OpenedPort<RelatedStores>>): void {
  const opened = openedForEach(open);
  const related = (): RelatedStore => opened().port.related;
  const profiles = (...named: Array<[name: string, change?: Partial<ArticleProfile>]>): Promise<unknown> =>
    opened().port.postings.put(named.map(([name, change]) => aProfile(name, [], change)));
  const make = (name: string, places: readonly RelatedPlace[], revision = 0): Promise<string[]> =>
    related().put([{ articleId: articleId(name), places, revision }]);
  const shown = async (name: string, language?: string): Promise<string[]> =>
    ((await related().list(articleId(name), language))?.items ?? []).map(({ title }) => title.replace('Title of ', ''));

  describe('serving', () => {
    it('shows neighbours best first, as their profiles are now, after a restart too', async () => {
      await profiles(['a'], ['b', { url: 'https://news.example/b' }], ['c']);
      await make('a', [place('c', 0.2), place('b', 0.5)]);
      await profiles(['c', { version: 2, title: 'Better title', language: 'de' }]);
      const { related: again } = await opened().reopen();
      const publishedAt = '2026-11-02T06:00:00.000Z';
      expect(await again.list(articleId('a'))).toEqual({
        articleId: articleId('a'),
        publishedAt,
        items: [
          {
            ...{ id: articleId('b'), url: 'https://news.example/b', title: 'Title of b', language: 'en' },
            ...{ publishedAt, score: 0.5, reasons },
          },
          { ...{ id: articleId('c'), title: 'Better title', language: 'de' }, ...{ publishedAt, score: 0.2, reasons } },
        ],
      });
    });

    it('knows an empty list from none', async () => {
      await profiles(['a']);
      await make('a', []);
      expect((await related().list(articleId('a')))?.items).toEqual([]);
      expect(await related().list(articleId('nobody'))).toBeUndefined();
    });

    it('answers many lists in the order asked for', async () => {
      await profiles(['a'], ['b'], ['c']);
      await make('a', [place('b', 1)]);
      await make('b', []);
      const lists = await related().lists(['b', 'c', 'a'].map(articleId));
      expect(lists.map((list) => list.articleId)).toEqual(['b', 'a'].map(articleId));
    });

    it('shows nothing of an article that was removed or has expired', async () => {
      await profiles(['a'], ['b', { expiresAt: opened().port.clock.now().getTime() + 1000 }], ['c'], ['d']);
      await make('a', [place('b', 3), place('c', 2), place('d', 1)]);
      await make('b', []);
      await make('c', []);
      await opened().port.postings.remove([{ id: articleId('c'), version: 2 }]);
      expect(await shown('a')).toEqual(['b', 'd']);
      expect(await related().list(articleId('c'))).toBeUndefined();
      opened().port.clock.advance(1000);
      expect(await shown('a')).toEqual(['d']);
      expect(await related().list(articleId('b'))).toBeUndefined();
    });

    it('shows no copy of the article and one of copies of each other, whichever was noted', async () => {
      await profiles(['a'], ['b'], ['c'], ['d'], ['e']);
      await make('a', [place('b', 4), place('c', 3), place('d', 2), place('e', 1)]);
      await opened().port.postings.setCopies(articleId('d'), [articleId('b')]);
      expect(await shown('a')).toEqual(['b', 'c', 'e']);
      await opened().port.postings.setCopies(articleId('c'), [articleId('a'), articleId('e')]);
      expect(await shown('a')).toEqual(['b', 'e']);
      await opened().port.postings.setCopies(articleId('d'), []);
      await opened().port.postings.setCopies(articleId('c'), [articleId('b')]);
      expect(await shown('a')).toEqual(['b', 'd', 'e']);
    });

    it('shows one of translations: the reader’s language before the article’s own before the nearest', async () => {
      const group = { translationGroup: 'g' };
      await profiles(['a'], ['fr', { ...group, language: 'fr' }], ['de', { ...group, language: 'de' }], ['en', group]);
      await profiles(['x'], ['it', { translationGroup: 'h', language: 'it' }]);
      await make('a', [place('fr', 4), place('x', 3), place('de', 2), place('en', 1), place('it', 0.5)]);
      expect(await shown('a', 'de')).toEqual(['de', 'x', 'it']);
      expect(await shown('a')).toEqual(['en', 'x', 'it']);
      expect(await shown('a', 'es')).toEqual(['en', 'x', 'it']);
    });
  });

  describe('writing', () => {
    it('leaves a list of another revision as it is', async () => {
      await profiles(['a'], ['b'], ['c']);
      expect(await make('a', [place('b', 1)])).toEqual([articleId('a')]);
      expect(await make('a', [place('c', 1)])).toEqual([]);
      expect(await make('nobody', [place('c', 1)])).toEqual([]);
      const { revision } = (await related().standings([articleId('a')])).get(articleId('a')) ?? { revision: -1 };
      await related().add([{ articleId: articleId('a'), place: place('c', 0.5) }]);
      expect(await make('a', [place('c', 1)], revision)).toEqual([]);
      expect(await shown('a')).toEqual(['b', 'c']);
      const after = (await related().standings([articleId('a')])).get(articleId('a'))?.revision ?? 0;
      expect(await make('a', [place('c', 1)], after)).toEqual([articleId('a')]);
      expect(await shown('a')).toEqual(['c']);
    });

    it('adds a neighbour in its place, over what it had there, and only to lists that are there', async () => {
      await profiles(['a'], ['b'], ['c'], ['d']);
      await make('a', [place('b', 3), place('c', 2)]);
      const add = (name: string, score: number) => ({ articleId: articleId('a'), place: place(name, score) });
      await related().add([add('d', 2.5), add('c', 4), { articleId: articleId('b'), place: place('a', 3) }]);
      expect(await shown('a')).toEqual(['c', 'b', 'd']);
      expect(await related().list(articleId('b'))).toBeUndefined();
    });

    it('keeps the best and tells the score that a neighbour must reach', async () => {
      const names = Array.from({ length: LIST_LENGTH + 2 }, (_, index) => `n${index}`);
      await profiles(['a'], ...names.map((name): [string] => [name]));
      await make(
        'a',
        names.slice(0, LIST_LENGTH - 1).map((name, index) => place(name, 100 - index)),
      );
      const floor = async () => (await related().standings([articleId('a')])).get(articleId('a'))?.floor;
      expect(await floor()).toBe(0);
      const add = (name: string, score: number) => ({ articleId: articleId('a'), place: place(name, score) });
      await related().add([add(`n${LIST_LENGTH - 1}`, 1)]);
      expect(await floor()).toBe(1);
      await related().add([add(`n${LIST_LENGTH}`, 0.5), add(`n${LIST_LENGTH + 1}`, 200)]);
      expect(await shown('a')).toHaveLength(LIST_LENGTH);
      expect((await shown('a'))[0]).toBe(`n${LIST_LENGTH + 1}`);
      expect(await floor()).toBe(100 - LIST_LENGTH + 2);
      expect((await related().standings([articleId('n0')])).size).toBe(0);
    });

    it('tells in whose lists articles stand and takes them out of all', async () => {
      await profiles(['a'], ['b'], ['c']);
      await make('a', [place('b', 2), place('c', 1)]);
      await make('b', [place('c', 1)]);
      await make('c', []);
      expect(await related().listsWith([articleId('c')])).toEqual(['a', 'b'].map(articleId).sort());
      await related().remove([articleId('c')]);
      expect(await shown('a')).toEqual(['b']);
      expect(await shown('b')).toEqual([]);
      expect(await related().list(articleId('c'))).toBeUndefined();
      expect(await related().listsWith([articleId('c')])).toEqual([]);
    });
  });
}
