import type { Article } from '#contracts/article.js';
import { RELATED_WEIGHTS as W } from '#contracts/related-ranking.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import type { ArticleProfile } from '#ports/posting-store.port.js';
import type { ProfiledTerms } from '#text/worker/profile-terms.js';
import type { Rarity } from './archive-terms.js';
import { nameMark, termMark } from './term-mark.js';

const MOST_KEYS = 60;
/** Weighted words of an article that counts as of usual length. */
const USUAL_LENGTH = 400;

/** A profile with the words behind its marks, as long as it is in hand. */
export interface WordedProfile {
  readonly profile: ArticleProfile;
  readonly words: ReadonlyMap<number, string>;
}

/** The profile of an article from its counted terms; found as a candidate by its strongest terms and its names. */
export function toProfile(article: Article, counted: ProfiledTerms, rarity: Rarity): WordedProfile {
  const words = new Map<number, string>();
  const weights = new Map<number, number>();
  for (const [term, frequency] of counted.terms) {
    const mark = termMark(term);
    words.set(mark, counted.surface[term] ?? term);
    weights.set(mark, saturated(frequency, counted.lengths.weighted));
  }
  const terms = Uint32Array.from(weights.keys()).sort();
  const names = [...new Set([...article.people, ...article.organisations, ...article.places])];
  const { expiresAt, url, translationGroup } = article;
  const strongest = [...weights]
    .filter(([mark]) => rarity.share(mark) <= W.mostFrequent.value)
    .map(([mark, weight]) => ({ mark, strength: weight * rarity.of(mark) }))
    .sort((one, other) => other.strength - one.strength || one.mark - other.mark)
    .slice(0, MOST_KEYS);
  const profile: ArticleProfile = {
    ...{ id: article.id, version: article.version, language: article.canonicalLanguage, title: article.title },
    publishedAt: Date.parse(article.publishedAt),
    ...withoutAbsent({ url, translationGroup }),
    ...(expiresAt === undefined ? {} : { expiresAt: Date.parse(expiresAt) }),
    ...{ sections: article.sections, tags: article.tags, names, signature: article.signature },
    terms,
    weights: Float32Array.from(terms, (mark) => weights.get(mark) ?? 0),
    keys: [...new Set([...strongest.map(({ mark }) => mark), ...names.map(nameMark)])],
  };
  return { profile, words };
}

/** The part of BM25 that depends on the article alone. */
function saturated(frequency: number, length: number): number {
  const norm = 1 - W.b.value + (W.b.value * length) / USUAL_LENGTH;
  return (frequency * (W.k1.value + 1)) / (frequency + W.k1.value * norm);
}
