import type { RelatedReason } from '#contracts/related.js';
import type { Nearness } from './compare-profiles.js';

const MOST_VALUES = 3;

/** What carried a score, in the words of the articles; weights are shares of the score. */
export function reasonsOf(
  { cosine, terms, names, tags, sections }: Nearness,
  words: ReadonlyMap<number, string>,
): RelatedReason[] {
  const carrying = terms.slice(0, MOST_VALUES);
  const shown = carrying.flatMap(({ mark }) => words.get(mark) ?? []);
  const unseen = shown.filter((word) => !names.some((name) => name.toLowerCase().includes(word.toLowerCase())));
  const part = cosine === 0 ? 0 : carrying.reduce((sum, { part: share }) => sum + share, 0) / cosine;
  const reasons: RelatedReason[] = [
    { kind: 'name', values: names.slice(0, MOST_VALUES), weight: rounded(Math.min(1, names.length * 0.2)) },
    { kind: 'term', values: unseen, weight: rounded(part) },
    { kind: 'tag', values: tags.slice(0, MOST_VALUES), weight: rounded(Math.min(1, tags.length * 0.1)) },
    { kind: 'section', values: sections.slice(0, 1), weight: 0.05 },
  ];
  return reasons.filter(({ values }) => values.length > 0);
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
