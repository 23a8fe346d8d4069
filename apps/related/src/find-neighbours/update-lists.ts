import type { RelatedItem } from '#contracts/related.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import type { ArticleProfile } from '#ports/posting-store.port.js';
import { RelatedStore, type RelatedList } from '#ports/related-store.port.js';
import { Injectable } from '@nestjs/common';
import type { WordedProfile } from '../profile-article/to-profile.js';
import { FindNeighbours, type Neighbour } from './find-neighbours.js';
import { reasonsOf } from './reasons.js';

const LONGEST = 20;

/** Makes the related list of an article, and has the article improve the lists of its neighbours. */
@Injectable()
export class UpdateLists {
  constructor(
    private readonly neighbours: FindNeighbours,
    private readonly lists: RelatedStore,
  ) {}

  async update({ profile, words }: WordedProfile): Promise<void> {
    const near = (await this.neighbours.find(profile)).slice(0, LONGEST);
    const own = { articleId: profile.id, items: near.map((neighbour) => itemOf(neighbour, words)) };
    const theirs = new Map(
      (await this.lists.lists(near.map(({ profile: { id } }) => id))).map((list) => [list.articleId, list]),
    );
    const improved = near.flatMap((neighbour) => {
      const before = theirs.get(neighbour.profile.id);
      return before === undefined ? [] : (improvedBy(before, profile, itemOf({ ...neighbour, profile }, words)) ?? []);
    });
    await this.lists.put([own, ...improved]);
  }
}

/** The list with the article in its place; undefined when it is not near enough for a list that is full. */
function improvedBy(
  list: RelatedList,
  { translationGroup }: ArticleProfile,
  item: RelatedItem,
): RelatedList | undefined {
  const others = list.items.filter(({ id }) => id !== item.id);
  const last = others.at(-1);
  if (translationGroup === undefined && others.length >= LONGEST && last !== undefined && last.score >= item.score) {
    return others.length === list.items.length ? undefined : { ...list, items: others };
  }
  const items = [...others, item].sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
  return { ...list, items: items.slice(0, LONGEST) };
}

function itemOf({ profile, nearness }: Neighbour, words: ReadonlyMap<number, string>): RelatedItem {
  return {
    ...{ id: profile.id, title: profile.title, language: profile.language },
    ...withoutAbsent({ url: profile.url }),
    publishedAt: new Date(profile.publishedAt).toISOString(),
    score: Math.round(nearness.score * 10_000) / 10_000,
    reasons: reasonsOf(nearness, words),
  };
}
