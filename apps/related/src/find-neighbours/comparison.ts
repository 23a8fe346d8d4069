import { RELATED_WEIGHTS as W } from '#contracts/related-ranking.js';
import { TermWeights } from './term-weights.js';
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
 * Compares one article with others. Symmetric to the last digit: comparing the other way round gives the same score. Nothing in
 * it depends on the time of asking. A second signal, such as a dense vector, would stand beside the cosine in `likeness`.
 */
export class Comparison {
  private readonly weights: TermWeights;

  constructor(private readonly one: WeighedProfile) {
    this.weights = new TermWeights(one.terms, one.weights);
  }

  with(other: WeighedProfile): Nearness {
    const cosine = this.cosineWith(other);
    const { one } = this;
    const [left, right] = [one.profile, other.profile];
    const labels =
      W.name.value * sharedRarity(one.names, other.names) + W.tag.value * sharedRarity(one.tags, other.tags);
    const likeness = areTranslations(one, other) ? Math.max(W.translation.value, cosine + labels) : cosine + labels;
    const section = left.sections.some((name) => right.sections.includes(name)) ? 1 + W.section.value : 1;
    const language = left.language === right.language ? 1 : W.otherLanguage.value;
    const score = likeness * section * language * recency(left.publishedAt - right.publishedAt);
    return { score: Math.round(score * PRECISION) / PRECISION, cosine };
  }

  /** Sums in the order of the marks, whichever of the two asks. */
  private cosineWith({ terms, weights }: WeighedProfile): number {
    let sum = 0;
    for (let index = 0; index < terms.length; index += 1) {
      sum += this.weights.of(terms[index] as number) * (weights[index] as number);
    }
    return sum;
  }
}

/** Whether they are the same article in two languages. */
export function areTranslations({ profile: one }: WeighedProfile, { profile: other }: WeighedProfile): boolean {
  return one.translationGroup !== undefined && one.translationGroup === other.translationGroup;
}

/** What two articles both have, rarest first. */
export function sharedLabels(one: readonly Label[], other: readonly Label[]): Label[] {
  const shared: Label[] = [];
  for (const label of one) {
    for (const twin of other) {
      if (twin.mark !== label.mark) continue;
      const shown = label.shown < twin.shown ? label.shown : twin.shown;
      shared.push({ mark: label.mark, shown, rarity: (label.rarity + twin.rarity) / 2 });
    }
  }
  return shared.sort((a, b) => b.rarity - a.rarity || a.mark - b.mark);
}

/** The three rarest of what both have. */
export function sharedRarity(one: readonly Label[], other: readonly Label[]): number {
  let sum = 0;
  for (const { rarity } of sharedLabels(one, other).slice(0, MOST_COUNTED)) sum += rarity;
  return sum;
}

function recency(apartMs: number): number {
  const days = Math.abs(apartMs) / DAY_MS;
  const floor = W.recencyFloor.value;
  return floor + (1 - floor) * 2 ** (-days / W.recencyHalfLife.value);
}
