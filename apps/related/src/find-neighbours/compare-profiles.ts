import { RELATED_WEIGHTS as W } from '#contracts/related-ranking.js';
import type { ArticleProfile } from '#ports/posting-store.port.js';
import { estimatedJaccard } from '#text/shingles.js';
import type { Rarity } from '../profile-article/archive-terms.js';

const DAY_MS = 86_400_000;
const MOST_COUNTED = 3;

/** How near two articles are and what made them so. */
export interface Nearness {
  readonly score: number;
  readonly cosine: number;
  /** What each shared term adds to the cosine, strongest first. */
  readonly terms: ReadonlyArray<{ readonly mark: number; readonly part: number }>;
  readonly names: readonly string[];
  readonly tags: readonly string[];
  readonly sections: readonly string[];
}

/** Symmetric: comparing the other way round gives the same score. */
export function compareProfiles(one: ArticleProfile, other: ArticleProfile, rarity: Rarity): Nearness {
  const { cosine, terms } = compareTerms(one, other, rarity);
  const names = shared(one.names, other.names);
  const tags = shared(one.tags, other.tags);
  const sections = shared(one.sections, other.sections);
  const factor =
    1 +
    Math.min(names.length, MOST_COUNTED) * W.name.value +
    Math.min(tags.length, MOST_COUNTED) * W.tag.value +
    (sections.length > 0 ? W.section.value : 0);
  const language = one.language === other.language ? 1 : W.otherLanguage.value;
  const byNames = names.length * 0.5 * W.name.value;
  const score = (cosine + byNames) * factor * language * recency(one, other);
  return { score, cosine, terms, names, tags, sections };
}

/** Whether one is a copy of the other, whole or nearly so. */
export function isNearCopy(one: ArticleProfile, other: ArticleProfile, cosine: number): boolean {
  if (cosine >= W.nearCopyScore.value) return true;
  if (one.signature === '' || other.signature === '') return false;
  return estimatedJaccard(signatureOf(one), signatureOf(other)) >= W.nearCopy.value;
}

function compareTerms(one: ArticleProfile, other: ArticleProfile, rarity: Rarity): Pick<Nearness, 'cosine' | 'terms'> {
  const products: Array<{ mark: number; part: number }> = [];
  let dot = 0;
  for (let left = 0, right = 0; left < one.terms.length && right < other.terms.length;) {
    const [mark = 0, against = 0] = [one.terms[left], other.terms[right]];
    if (mark === against) {
      const part = counts(mark, rarity)
        ? (one.weights[left] ?? 0) * (other.weights[right] ?? 0) * idf(mark, rarity)
        : 0;
      if (part > 0) products.push({ mark, part });
      dot += part;
    }
    if (mark <= against) left += 1;
    if (against <= mark) right += 1;
  }
  const norm = Math.sqrt(squareOf(one, rarity) * squareOf(other, rarity));
  if (norm === 0) return { cosine: 0, terms: [] };
  const terms = products.map(({ mark, part }) => ({ mark, part: part / norm })).sort((a, b) => b.part - a.part);
  return { cosine: dot / norm, terms };
}

const squares = new WeakMap<ArticleProfile, number>();

/** Kept for as long as the profile is: the archive's frequencies move slowly. */
function squareOf(profile: ArticleProfile, rarity: Rarity): number {
  const known = squares.get(profile);
  if (known !== undefined) return known;
  let sum = 0;
  for (const [index, mark] of profile.terms.entries()) {
    if (counts(mark, rarity)) sum += (profile.weights[index] ?? 0) ** 2 * idf(mark, rarity);
  }
  squares.set(profile, sum);
  return sum;
}

/** The power on both sides makes twice the power in their product. */
function idf(mark: number, rarity: Rarity): number {
  return rarity.of(mark) ** (2 * W.idf.value);
}

function counts(mark: number, rarity: Rarity): boolean {
  return rarity.share(mark) <= W.mostFrequent.value;
}

function recency(one: ArticleProfile, other: ArticleProfile): number {
  const days = Math.abs(one.publishedAt - other.publishedAt) / DAY_MS;
  const floor = W.recencyFloor.value;
  return floor + (1 - floor) * 0.5 ** (days / W.recencyHalfLife.value);
}

function shared(one: readonly string[], other: readonly string[]): string[] {
  return one.filter((value) => other.includes(value));
}

function signatureOf({ signature }: ArticleProfile): number[] {
  return [...new Uint32Array(Uint8Array.from(Buffer.from(signature, 'base64')).buffer)];
}
