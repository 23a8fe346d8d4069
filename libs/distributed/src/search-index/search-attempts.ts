import type { SearchStep } from '#contracts/search-ranking.js';
import type { ReadQuery } from '#text/read-query.js';
import type { AskedQuery } from './asked-query.js';
import { compoundParts } from './compound-parts.js';
import { COMPOUND_FIELD, WORD_FIELDS } from './index-settings.js';
import type { IndexQuery } from './meilisearch-link.js';
import { variantsOf, type QueryVariant } from './query-variants.js';
import { neededWords, stemmedText, stemsOf, typedText } from './query-text.js';
import { allOf, oneOf } from './search-filter.js';

/** What is asked at once; each query finds articles of its own or the same ones in another way. */
export interface Attempt {
  readonly step: SearchStep;
  readonly queries: readonly IndexQuery[];
}

/** How many articles an attempt finds. */
type CountFound = (attempt: Attempt) => Promise<number>;

/** Words are looked for by their stems in so many languages at once. */
const MOST_LANGUAGES = 4;
const COMPOUNDING = 'de';
/** Wherever they may be parted, compounds are asked for apart in so many queries. */
const MOST_APART = 24;
const SORTS: Readonly<Record<AskedQuery['request']['sort'], readonly string[]>> = {
  relevance: [],
  newest: ['published:desc'],
  oldest: ['published:asc'],
};

/** The attempts of a query in their order; a later one is made when those before found nothing. */
export async function* attemptsOf(asked: AskedQuery, count: CountFound): AsyncGenerator<Attempt> {
  const { query, languages, byWords } = asked;
  const listed = { ...commonOf(asked), q: query.blank ? '' : typedText(query, languages) };
  const wordsAttempt: Attempt = byWords ? withSynonyms(asked) : { step: 'words', queries: [listed] };
  yield wordsAttempt;
  if (!byWords) return;
  if (languages.includes(COMPOUNDING)) yield compoundsOf(asked, wordsAttempt);
  yield* fewerWords(asked, count);
}

function commonOf({ filter, request }: AskedQuery): IndexQuery {
  return { matchingStrategy: 'all', filter: allOf(filter), sort: [...SORTS[request.sort]] };
}

/** The words as typed, then with synonyms in place of some. */
function withSynonyms(asked: AskedQuery): Attempt {
  const variants = variantsOf(asked.query, asked.request.synonyms);
  return { step: 'words', queries: variants.flatMap((variant) => queriesOf(variant, asked)) };
}

/** Without synonyms: each would be as many queries again, of which some are made for every word. */
function byWordsOf(asked: AskedQuery, query: ReadQuery, step: SearchStep): Attempt {
  return { step, queries: queriesOf({ query }, asked) };
}

/** The words as they are, and for each way in which languages make other stems of them, these over the articles in these languages. */
function queriesOf({ query, language }: QueryVariant, asked: AskedQuery): IndexQuery[] {
  const { languages, filter } = asked;
  const fields = { attributesToSearchOn: [...WORD_FIELDS], locales: ['eng'] };
  const among = language === undefined ? {} : { filter: allOf([...filter, oneOf('lang', [language])]) };
  const typed: IndexQuery = { ...commonOf(asked), ...fields, ...among, q: typedText(query, languages) };
  const speaking = new Map<string, string[]>();
  for (const spoken of language === undefined ? languages.slice(0, MOST_LANGUAGES) : [language]) {
    const text = stemmedText(query, spoken, languages);
    if (text !== undefined) speaking.set(text, [...(speaking.get(text) ?? []), spoken]);
  }
  const stemmed = [...speaking].map(([q, spoken]) => {
    return { ...typed, q, filter: allOf([...filter, oneOf('lang', spoken)]) };
  });
  return [typed, ...stemmed];
}

/** Words may be parts of compounds, which the server takes apart in texts, or compounds written apart there. */
function compoundsOf(asked: AskedQuery, { queries: [typed = {}] }: Attempt): Attempt {
  const { query, languages } = asked;
  const attributesToSearchOn = [...WORD_FIELDS, COMPOUND_FIELD];
  const apart = neededWords(query).flatMap((word) =>
    compoundParts(word).map((parts) => typedText(apartIn(query, word, parts), languages)),
  );
  return {
    step: 'compounds',
    queries: [
      { ...typed, attributesToSearchOn, locales: ['deu'] },
      ...apart.slice(0, MOST_APART).map((q) => ({ ...typed, q })),
    ],
  };
}

/** A phrase of one word is that word and none like it. */
function apartIn(query: ReadQuery, word: string, parts: readonly string[]): ReadQuery {
  const words = query.words.filter(({ typed }) => typed !== word);
  return { ...query, words, phrases: [...query.phrases, ...parts.map((part) => stemsOf([part], COMPOUNDING))] };
}

/**
 * The most frequent word goes first. The server's own strategy for this takes words of the same frequency to be one as good
 * as the other, and finds what holds either.
 */
async function* fewerWords(asked: AskedQuery, count: CountFound): AsyncGenerator<Attempt> {
  const words = neededWords(asked.query);
  if (words.length < 2) return;
  const counted = await Promise.all(
    words.map(async (word) => ({
      word,
      articles: await count(byWordsOf(asked, withWords(asked.query, [word]), 'words')),
    })),
  );
  const known = counted.filter(({ articles }) => articles > 0).sort((left, right) => left.articles - right.articles);
  const most = known.length === words.length ? known.length - 1 : known.length;
  const sizes = [...new Set([most, most - 1, Math.ceil(most / 2), 2, 1])].filter((size) => size > 0 && size <= most);
  for (const size of sizes.sort((left, right) => right - left)) {
    const kept = known.slice(0, size).map(({ word }) => word);
    yield byWordsOf(asked, withWords(asked.query, kept), 'fewerWords');
  }
}

function withWords(query: ReadQuery, kept: readonly string[]): ReadQuery {
  return { ...query, words: query.words.filter(({ typed }) => kept.includes(typed)) };
}
