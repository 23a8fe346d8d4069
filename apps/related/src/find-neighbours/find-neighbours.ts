import type { ArticleId } from '#contracts/ids.js';
import { RELATED_WEIGHTS as W } from '#contracts/related-ranking.js';
import { PostingStore } from '#ports/posting-store.port.js';
import { Injectable } from '@nestjs/common';
import type { Weights } from '../weigh-terms/archive-weights.js';
import { Comparison } from './comparison.js';
import { NearCopies } from './near-copies.js';
import { byScore, Neighbour } from './neighbour.js';
import { searchKeys } from './posting-keys.js';
import { ProfileCache } from './profile-cache.js';
import type { WeighedProfile } from './weighed-profile.js';

const PER_KEY = 100;
const ENOUGH = 400;
const COMPARED = 200;

/** What was found around an article. */
export interface Neighbourhood {
  readonly own: WeighedProfile;
  /** Nearest first; neither itself nor its copies. */
  readonly neighbours: readonly Neighbour[];
  readonly copies: readonly ArticleId[];
}

/**
 * Finds an article's neighbours: candidates by its rarest strong terms, names and tags, the best of them compared exactly. What is
 * found depends on the profiles that are there and the weights in force alone, not on the order in which they came.
 */
@Injectable()
export class FindNeighbours {
  constructor(
    private readonly store: PostingStore,
    private readonly cache: ProfileCache,
    private readonly copies: NearCopies,
  ) {}

  /** Undefined for an article that is not public. */
  async of(id: ArticleId, weights: Weights): Promise<Neighbourhood | undefined> {
    const [own] = await this.cache.get([id], weights);
    if (own === undefined) return undefined;
    const keys = searchKeys(own, weights);
    const around = own.profile.publishedAt;
    const ids = await this.store.candidates({ keys, around, perKey: PER_KEY, enough: ENOUGH, limit: COMPARED });
    const others = await this.cache.get(
      ids.filter((other) => other !== id),
      weights,
    );
    const comparison = new Comparison(own);
    const near = others
      .map((other) => new Neighbour(own, other, comparison.with(other)))
      .filter(({ nearness }) => nearness.score >= W.least.value);
    const copies = await this.copies.among(near, own);
    const neighbours = near.filter(({ other }) => !copies.has(other.id)).sort(byScore);
    return { own, neighbours, copies: [...copies].sort() };
  }
}
