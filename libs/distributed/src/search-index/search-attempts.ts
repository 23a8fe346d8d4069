import type { SearchStep } from '#contracts/search-ranking.js';
import type { AskedQuery } from './asked-query.js';
import { COMPOUND_FIELD, WORD_FIELDS } from './index-settings.js';
import type { IndexQuery } from './meilisearch-link.js';
import { neededWords, stemmedText, typedText } from './query-text.js';
import { allOf, oneOf } from './search-filter.js';

/** What is asked at once; each query finds articles of its own or the same ones in another way. */
export interface Attempt {
  readonly step: SearchStep;
  readonly queries: readonly IndexQuery[];
}

/** Words are looked for by their stems in so many languages at once. */
const MOST_LANGUAGES = 4;
const COMPOUNDING = 'de';
const SORTS: Readonly<Record<AskedQuery['request']['sort'], readonly string[]>> = {
  relevance: [],
  newest: ['published:desc'],
  oldest: ['published:asc'],
};

/** The attempts of a query in their order; a later one is made when those before found nothing. */
export function* attemptsOf(asked: AskedQuery): Generator<Attempt> {
  const { query, languages, filter, byWords, request } = asked;
  const common = {
    matchingStrategy: 'all',
    filter: allOf(filter),
    sort: [...SORTS[request.sort]],
  } satisfies IndexQuery;
  const q = query.blank ? '' : typedText(query, languages);
  const typed: IndexQuery = { ...common, q, attributesToSearchOn: [...WORD_FIELDS], locales: ['eng'] };
  yield { step: 'words', queries: byWords ? [typed, ...byStems(asked, typed)] : [{ ...common, q }] };
  if (!byWords) return;
  if (languages.includes(COMPOUNDING)) {
    const anywhere = [...WORD_FIELDS, COMPOUND_FIELD];
    yield { step: 'compounds', queries: [{ ...typed, attributesToSearchOn: anywhere, locales: ['deu'] }] };
  }
  if (neededWords(query).length > 1)
    yield { step: 'fewerWords', queries: [{ ...typed, matchingStrategy: 'frequency' }] };
}

/** One query for each way in which languages make stems of the words, over the articles in these languages. */
function byStems({ query, languages, filter }: AskedQuery, typed: IndexQuery): IndexQuery[] {
  const speaking = new Map<string, string[]>();
  for (const language of languages.slice(0, MOST_LANGUAGES)) {
    const text = stemmedText(query, language, languages);
    if (text !== undefined) speaking.set(text, [...(speaking.get(text) ?? []), language]);
  }
  return [...speaking].map(([q, spoken]) => ({ ...typed, q, filter: allOf([...filter, oneOf('lang', spoken)]) }));
}
