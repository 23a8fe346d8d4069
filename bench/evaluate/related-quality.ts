import { containment, jaccard, shingles } from '#text/shingles.js';
import { z } from 'zod';
import { seededRandom, shuffled } from '../archive/seeded-random.js';
import type { LabelledArticle } from './labelled-article.js';
import type { Evaluated, Measure, Quality } from './measure.js';
import { plainWords, TfIdf } from './tf-idf.js';

const LOOKED_AT = 5;
/** As many as are served. */
const WHOLE_LIST = 100;
/** Word 3-grams that two texts share from which one is a copy of the other, whole or cut. */
const COPY_JACCARD = 0.5;
const COPY_CONTAINMENT = 0.8;

const Served = z.object({ items: z.array(z.looseObject({ id: z.string() })) });

/**
 * Related lists as they are served: how many of the first five neighbours have the article's label, beside a tf-idf cosine
 * over the same texts; a missing neighbour counts as wrong. Asked are articles whose label another one has.
 */
export const relatedQuality: Measure = {
  title: 'Related: neighbours of the same story or category',
  async measure(evaluated): Promise<Quality[]> {
    const { articles, url } = evaluated;
    const asked = askedArticles(evaluated);
    if (asked.length === 0) return [];
    const reference = new TfIdf(articles.map(textOf));
    const copies = new Copies(articles);
    const sums = { served: 0, reference: 0, itself: 0, copies: 0, short: 0 };
    for (const place of asked) {
      const own = articles[place];
      if (own === undefined) continue;
      const ids = await servedIds(url, own.id);
      const byId = (id: string): LabelledArticle | undefined => articles.find((article) => article.id === id);
      sums.served += precision(own, ids.slice(0, LOOKED_AT).map(byId));
      sums.reference += precision(
        own,
        reference.nearest(place, LOOKED_AT).map((other) => articles[other]),
      );
      sums.itself += ids.filter((id) => id === own.id).length;
      sums.copies += ids.filter((id) => id !== own.id && copies.are(own.id, id)).length;
      sums.short += ids.length < LOOKED_AT ? 1 : 0;
    }
    const count = asked.length;
    return [
      { name: 'P@5, served lists', value: sums.served / count, count },
      { name: 'P@5, tf-idf cosine', value: sums.reference / count, count },
      { name: 'itself in its list (must be 0)', value: sums.itself, count },
      { name: 'near-copies in lists (must be 0)', value: sums.copies, count },
      { name: 'lists of fewer than 5', value: sums.short, count },
    ];
  },
};

function askedArticles({ articles, seed, sample }: Evaluated): number[] {
  const times = new Map<string, number>();
  for (const { label } of articles) if (label !== undefined) times.set(label, (times.get(label) ?? 0) + 1);
  const asked = [...articles.keys()].filter((place) => (times.get(articles[place]?.label ?? '') ?? 0) > 1);
  return shuffled(asked, seededRandom(seed)).slice(0, sample);
}

function textOf({ title, body }: LabelledArticle): string {
  return `${title}\n${body}`;
}

function precision(own: LabelledArticle, neighbours: ReadonlyArray<LabelledArticle | undefined>): number {
  return neighbours.filter((neighbour) => neighbour?.label === own.label).length / LOOKED_AT;
}

async function servedIds(url: string, id: string): Promise<string[]> {
  const response = await fetch(`${url}/v1/articles/${id}/related?limit=${WHOLE_LIST}`);
  if (!response.ok) throw new Error(`the related list of ${id} was answered ${response.status}`);
  return Served.parse(await response.json()).items.map((item) => item.id);
}

/** Decides by the texts alone, apart from what the product thinks of them. */
class Copies {
  private readonly shingles: ReadonlyMap<string, ReadonlySet<number>>;

  constructor(articles: readonly LabelledArticle[]) {
    this.shingles = new Map(articles.map(({ id, title, body }) => [id, shingles(plainWords(body || title))]));
  }

  are(one: string, other: string): boolean {
    const [left, right] = [this.shingles.get(one), this.shingles.get(other)];
    if (left === undefined || right === undefined) return false;
    return jaccard(left, right) >= COPY_JACCARD || containment(left, right) >= COPY_CONTAINMENT;
  }
}
