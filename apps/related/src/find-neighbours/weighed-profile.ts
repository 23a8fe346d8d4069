import type { ArticleId } from '#contracts/ids.js';
import type { ArticleProfile } from '#ports/posting-store.port.js';
import { nameMark, tagMark } from '../profile-article/marks.js';
import type { Weights } from '../weigh-terms/archive-weights.js';

/** A name or tag of an article. */
export interface Label {
  readonly mark: number;
  readonly shown: string;
  /** 1 for what one article has, less the more have it. */
  readonly rarity: number;
}

/** A profile under the weights of one generation, ready to be compared. */
export interface WeighedProfile {
  readonly id: ArticleId;
  readonly profile: ArticleProfile;
  /** Terms that weigh something, ascending, with their weights. */
  readonly terms: Uint32Array;
  readonly weights: Float32Array;
  readonly names: readonly Label[];
  readonly tags: readonly Label[];
}

/** Weighs a profile. */
export function weighed(profile: ArticleProfile, weights: Weights): WeighedProfile {
  const ofLanguage = weights.of(profile.language);
  const each = ofLanguage.weigh(profile);
  const kept = [...profile.terms.keys()].filter((index) => (each[index] ?? 0) > 0);
  const labels = (values: readonly string[], markOf: (value: string) => number): Label[] =>
    [...new Map(values.map((shown) => [markOf(shown), shown]))]
      .map(([mark, shown]) => ({ mark, shown, rarity: ofLanguage.rarity(mark) }))
      .sort((one, other) => one.mark - other.mark);
  return {
    id: profile.id,
    profile,
    terms: Uint32Array.from(kept, (index) => profile.terms[index] ?? 0),
    weights: Float32Array.from(kept, (index) => each[index] ?? 0),
    names: labels(profile.names, nameMark),
    tags: labels(profile.tags, tagMark),
  };
}
