import type { RelatedReason } from '#contracts/related.js';
import { RELATED_WEIGHTS as W } from '#contracts/related-ranking.js';
import { areTranslations, sharedLabels, sharedRarity } from './comparison.js';
import type { WeighedProfile } from './weighed-profile.js';

const MOST_TERMS = 5;
const MOST_LABELS = 3;

/** What carried a score, in the words of the articles; weights are shares of it. The same whichever of the two asks. */
export function reasonsOf(own: WeighedProfile, other: WeighedProfile, cosine: number): RelatedReason[] {
  const names = sharedLabels(own.names, other.names);
  const tags = sharedLabels(own.tags, other.tags);
  const sections = own.profile.sections.filter((name) => other.profile.sections.includes(name)).sort();
  const parts = {
    translation: areTranslations(own, other) ? W.translation.value : 0,
    term: cosine,
    name: W.name.value * sharedRarity(own.names, other.names),
    tag: W.tag.value * sharedRarity(own.tags, other.tags),
  };
  const likeness = parts.translation + parts.term + parts.name + parts.tag;
  const section = sections.length > 0 ? likeness * W.section.value : 0;
  const reasons: RelatedReason[] = [
    { kind: 'translation', values: [], weight: parts.translation },
    { kind: 'name', values: shownOf(names), weight: parts.name },
    {
      kind: 'term',
      values: termsOf(
        own,
        other,
        names.map(({ shown }) => shown),
      ),
      weight: parts.term,
    },
    { kind: 'tag', values: shownOf(tags), weight: parts.tag },
    { kind: 'section', values: sections, weight: section },
  ];
  const whole = likeness + section;
  return reasons
    .filter(({ kind, values, weight }) => weight > 0 && (values.length > 0 || kind === 'translation'))
    .map((reason) => ({ ...reason, weight: Math.round((reason.weight / whole) * 1000) / 1000 }));
}

const shownOf = (labels: ReadonlyArray<{ readonly shown: string }>): string[] =>
  labels.slice(0, MOST_LABELS).map(({ shown }) => shown);

/** The shared terms that add most to the cosine, but those that the names already say. */
function termsOf(one: WeighedProfile, other: WeighedProfile, names: readonly string[]): string[] {
  const said = names.join(' ').toLowerCase();
  const [first, second] = one.id < other.id ? [one, other] : [other, one];
  const shown: string[] = [];
  for (const mark of strongestShared(one, other)) {
    const word = wordOf(first, mark) ?? wordOf(second, mark);
    if (word === undefined || said.includes(word.toLowerCase())) continue;
    shown.push(word);
    if (shown.length === MOST_TERMS) break;
  }
  return shown;
}

function strongestShared(one: WeighedProfile, other: WeighedProfile): number[] {
  const shared: Array<{ mark: number; part: number }> = [];
  for (let left = 0, right = 0; left < one.terms.length && right < other.terms.length;) {
    const [mark = 0, against = 0] = [one.terms[left], other.terms[right]];
    if (mark === against) shared.push({ mark, part: (one.weights[left] ?? 0) * (other.weights[right] ?? 0) });
    if (mark <= against) left += 1;
    if (against <= mark) right += 1;
  }
  return shared.sort((a, b) => b.part - a.part || a.mark - b.mark).map(({ mark }) => mark);
}

function wordOf({ profile }: WeighedProfile, mark: number): string | undefined {
  const place = profile.strongest.indexOf(mark);
  return place === -1 ? undefined : profile.words[place];
}
