import { RELATED_WEIGHTS as W } from '#contracts/related-ranking.js';
import type { Label, WeighedProfile } from './weighed-profile.js';

const DAY_MS = 86_400_000;
const MOST_COUNTED = 3;
const PRECISION = 1_000_000;

/** How near two articles are. */
export interface Nearness {
  readonly score: number;
  readonly cosine: number;
}

/**
 * Symmetric to the last digit: comparing the other way round gives the same score. Nothing in it depends on the time of
 * asking. A second signal, such as a dense vector, would stand beside the cosine in `likeness`.
 */
export function compareProfiles(one: WeighedProfile, other: WeighedProfile): Nearness {
  const cosine = cosineOf(one, other);
  const [left, right] = [one.profile, other.profile];
  const labels = W.name.value * sharedRarity(one.names, other.names) + W.tag.value * sharedRarity(one.tags, other.tags);
  const likeness = areTranslations(one, other) ? Math.max(W.translation.value, cosine + labels) : cosine + labels;
  const section = left.sections.some((name) => right.sections.includes(name)) ? 1 + W.section.value : 1;
  const language = left.language === right.language ? 1 : W.otherLanguage.value;
  const score = likeness * section * language * recency(left.publishedAt - right.publishedAt);
  return { score: Math.round(score * PRECISION) / PRECISION, cosine };
}

/** Whether they are the same article in two languages. */
export function areTranslations({ profile: one }: WeighedProfile, { profile: other }: WeighedProfile): boolean {
  return one.translationGroup !== undefined && one.translationGroup === other.translationGroup;
}

/** What two articles both have, rarest first. */
export function sharedLabels(one: readonly Label[], other: readonly Label[]): Label[] {
  return one
    .flatMap((label) => {
      const twin = other.find(({ mark }) => mark === label.mark);
      if (twin === undefined) return [];
      const shown = label.shown < twin.shown ? label.shown : twin.shown;
      return [{ mark: label.mark, shown, rarity: (label.rarity + twin.rarity) / 2 }];
    })
    .sort((a, b) => b.rarity - a.rarity || a.mark - b.mark);
}

/** The three rarest of what both have. */
export function sharedRarity(one: readonly Label[], other: readonly Label[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  return sharedLabels(one, other)
    .slice(0, MOST_COUNTED)
    .reduce((sum, { rarity }) => sum + rarity, 0);
}

function cosineOf(one: WeighedProfile, other: WeighedProfile): number {
  const { terms, weights } = one;
  const { terms: others, weights: otherWeights } = other;
  let sum = 0;
  for (let left = 0, right = 0; left < terms.length && right < others.length;) {
    const mark = terms[left] as number;
    const against = others[right] as number;
    if (mark === against) sum += (weights[left] as number) * (otherWeights[right] as number);
    if (mark <= against) left += 1;
    if (against <= mark) right += 1;
  }
  return sum;
}

function recency(apartMs: number): number {
  const days = Math.abs(apartMs) / DAY_MS;
  const floor = W.recencyFloor.value;
  return floor + (1 - floor) * 2 ** (-days / W.recencyHalfLife.value);
}
