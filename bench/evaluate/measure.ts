import type { LabelledArticle } from './labelled-article.js';

/** What a measure works on: a running newsroom that holds the articles. */
export interface Evaluated {
  readonly url: string;
  readonly articles: readonly LabelledArticle[];
  /** The same seed draws the same sample. */
  readonly seed: number;
  /** At most this many queries or articles are drawn. */
  readonly sample: number;
}

/** One measured quality, 0..1, over so many queries or articles. */
export interface Quality {
  readonly name: string;
  readonly value: number;
  readonly count: number;
}

/** A question put to the product about a whole set. */
export interface Measure {
  readonly title: string;
  measure(evaluated: Evaluated): Promise<Quality[]>;
}
