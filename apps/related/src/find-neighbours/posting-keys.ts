import { RELATED_WEIGHTS as W } from '#contracts/related-ranking.js';
import type { ArticleProfile, CandidateSearch } from '#ports/posting-store.port.js';
import { bands } from '#text/shingles.js';
import { bandMark, groupMark, nameMark, tagMark } from '../profile-article/marks.js';
import type { Weights } from '../weigh-terms/archive-weights.js';
import type { WeighedProfile } from './weighed-profile.js';

/** The marks under which an article is found as a candidate: its strongest terms, names, tags, translation group, bands. */
export function postingKeys(profile: ArticleProfile): number[] {
  return [
    ...new Set([
      ...profile.strongest,
      ...profile.names.map(nameMark),
      ...profile.tags.map(tagMark),
      ...unfailing(profile),
    ]),
  ];
}

/** The keys by which an article looks for others: copies and translations first, then from the rarest on. */
export function searchKeys(
  { profile, terms, weights, names, tags }: WeighedProfile,
  all: Weights,
): CandidateSearch['keys'] {
  const ofLanguage = all.of(profile.language);
  const strongest = new Set(profile.strongest);
  const rare = [
    ...Array.from(terms, (mark, index) => ({ mark, worth: (weights[index] ?? 0) ** 2 })).filter(({ mark }) =>
      strongest.has(mark),
    ),
    ...names.map(({ mark, rarity }) => ({ mark, worth: W.name.value * rarity })),
    ...tags.map(({ mark, rarity }) => ({ mark, worth: W.tag.value * rarity })),
  ].map((key) => ({ ...key, rarity: ofLanguage.rarity(key.mark) }));
  rare.sort((one, other) => other.rarity - one.rarity || one.mark - other.mark);
  return [
    ...unfailing(profile).map((mark) => ({ mark, worth: 1 })),
    ...rare.map(({ mark, worth }) => ({ mark, worth })),
  ];
}

function unfailing({ signature, translationGroup }: ArticleProfile): number[] {
  const group = translationGroup === undefined ? [] : [groupMark(translationGroup)];
  return [...group, ...bands([...signature]).map(bandMark)];
}
