import type { RelatedReason } from '#contracts/related.js';
import type { InterfaceLanguage, Phrases } from '../interface-language.js';
import { LOCALES } from '../locales.js';

interface RelatedWords {
  readonly translation: string;
  readonly pinned: string;
  readonly story: string;
  readonly shares: (values: string) => string;
  readonly section: (values: string) => string;
  readonly sameDay: string;
  /** Where nothing can be named. */
  readonly otherwise: string;
}

const RELATED_PHRASES: Phrases<RelatedWords> = {
  de: {
    translation: 'derselbe Artikel in einer anderen Sprache',
    pinned: 'von der Redaktion ausgewählt',
    story: 'zum selben Ereignis',
    shares: (values) => `gemeinsam: ${values}`,
    section: (values) => `aus derselben Rubrik: ${values}`,
    sameDay: 'vom selben Tag',
    otherwise: 'ähnlicher Wortlaut',
  },
  en: {
    translation: 'the same article in another language',
    pinned: 'chosen by the editors',
    story: 'about the same event',
    shares: (values) => `shares ${values}`,
    section: (values) => `same section: ${values}`,
    sameDay: 'same day',
    otherwise: 'similar wording',
  },
  fr: {
    translation: 'le même article dans une autre langue',
    pinned: 'choisi par la rédaction',
    story: 'sur le même événement',
    shares: (values) => `en commun : ${values}`,
    section: (values) => `même rubrique : ${values}`,
    sameDay: 'le même jour',
    otherwise: 'formulation proche',
  },
};

const MOST_VALUES = 4;
const SHARED: readonly RelatedReason['kind'][] = ['name', 'tag', 'term'];

/** What the explaining sentence is made of. */
export interface Relation {
  readonly reasons: readonly RelatedReason[];
  /** Publication of the article whose list it is, and of its neighbour: `same day` is said when they share it. */
  readonly published?: readonly [string, string];
}

/** Why an article stands in a related list, as one sentence: "Shares Europäische Zentralbank and Zinsen; same day." */
export function relatedSentence({ reasons, published }: Relation, language: InterfaceLanguage): string {
  const say = RELATED_PHRASES[language];
  const has = (kind: RelatedReason['kind']): boolean => reasons.some((reason) => reason.kind === kind);
  const shared = valuesOf(reasons, SHARED);
  const sections = valuesOf(reasons, ['section']);
  const parts = [
    ...(has('pinned') ? [say.pinned] : []),
    ...(has('translation') ? [say.translation] : []),
    ...(has('story') ? [say.story] : []),
    ...(shared.length > 0 ? [say.shares(listed(shared, language))] : []),
    ...(sections.length > 0 ? [say.section(listed(sections, language))] : []),
  ];
  if (parts.length === 0) parts.push(say.otherwise);
  if (published !== undefined && dayOf(published[0]) === dayOf(published[1])) parts.push(say.sameDay);
  return `${capitalised(parts.join('; '))}.`;
}

/** The values of some kinds of reasons: those of the heavier reason first, none twice whatever its case. */
function valuesOf(reasons: readonly RelatedReason[], kinds: readonly RelatedReason['kind'][]): string[] {
  const byKey = new Map<string, string>();
  for (const { values } of reasons.filter(({ kind }) => kinds.includes(kind)).sort((a, b) => b.weight - a.weight)) {
    for (const value of values) if (!byKey.has(value.toLowerCase())) byKey.set(value.toLowerCase(), value);
  }
  return [...byKey.values()].slice(0, MOST_VALUES);
}

function listed(values: readonly string[], language: InterfaceLanguage): string {
  return new Intl.ListFormat(LOCALES[language], { type: 'conjunction' }).format(values);
}

function dayOf(time: string): number {
  return Math.floor(Date.parse(time) / 86_400_000);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
