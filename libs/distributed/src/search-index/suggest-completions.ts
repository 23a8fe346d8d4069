import type { Suggestion } from '#ports/search-index.port.js';
import { collapseUmlauts, fold, foldVariants } from '#text/fold.js';
import { tokenise } from '#text/tokenise.js';
import { facetValue } from './facet-value.js';
import { MARKED, type FoundArticle } from './find-hits.js';
import { TITLE_FIELDS, WORD_FIELDS } from './index-settings.js';
import { markedIn } from './markers.js';
import type { Found, IndexQuery, MeilisearchLink } from './meilisearch-link.js';
import { allOf, findable, oneOf } from './search-filter.js';

const MOST_READ = 20;
const MOST_QUERIES = 4;
const MOST_NAMES = 6;
const NAMES = ['tag', 'person', 'place'] as const;

export interface SuggestRequest {
  readonly q: string;
  /** Primary subtag; any when absent. */
  readonly language: string | undefined;
  readonly limit: number;
  readonly now: number;
}

/** What a reader may be about to type: completed queries that find something, then names and tags, then articles by title. */
export async function suggestCompletions(request: SuggestRequest, link: MeilisearchLink): Promise<Suggestion[]> {
  const typed = request.q.trim();
  const words = tokenise(typed).map(({ text }) => text);
  const last = words.at(-1);
  if (last === undefined) return [];
  const found = await askAll(words, request, link);
  const begins = beginning(last);
  const names = namesIn(found.names, begins);
  const queries = completedQueries(typed, last, found.texts);
  const room = Math.max(request.limit - queries.length - names.length, Math.ceil(request.limit / 4));
  const articles = found.titles.hits
    .filter(({ card }) => tokenise(card.title).some(({ text }) => begins(text)))
    .slice(0, room)
    .map(({ card }) => ({ text: card.title, kind: 'article' as const, id: card.id }));
  const kept = request.limit - Math.min(articles.length, request.limit);
  return [...[...queries, ...names].slice(0, kept), ...articles].slice(0, request.limit);
}

interface FoundFor {
  readonly titles: Found<FoundArticle>;
  readonly names: Found<FoundArticle>;
  readonly texts: Found<FoundArticle>;
}

async function askAll(words: readonly string[], request: SuggestRequest, link: MeilisearchLink): Promise<FoundFor> {
  const { language, now, limit } = request;
  const spoken = language === undefined ? [] : [oneOf('lang', [language])];
  const common: IndexQuery = {
    ...{ q: words.join(' '), matchingStrategy: 'all', locales: ['eng'], page: 1 },
    filter: allOf([...findable(now), ...spoken]),
  };
  const names = { attributesToSearchOn: ['labels'], facets: [...NAMES], filter: allOf(findable(now)) };
  const [titles, named, texts] = await Promise.all([
    link.search<FoundArticle>({
      ...{ ...common, attributesToSearchOn: [...TITLE_FIELDS], attributesToRetrieve: ['card'] },
      ...{ sort: ['published:desc'], hitsPerPage: limit + MOST_READ },
    }),
    // Names of several words are found by their beginnings too, in any language.
    link.search<FoundArticle>({
      ...common,
      ...names,
      q: words.at(-1) ?? '',
      attributesToRetrieve: ['id'],
      hitsPerPage: 1,
    }),
    link.search<FoundArticle>({
      ...{ ...common, attributesToSearchOn: [...WORD_FIELDS], attributesToRetrieve: ['id'] },
      ...{ ...MARKED, hitsPerPage: MOST_READ },
    }),
  ]);
  return { titles, names: named, texts };
}

/** Whether a word begins as typed, umlauts however typed. */
function beginning(typed: string): (word: string) => boolean {
  const begins = foldVariants(typed);
  return (word) => {
    const spellings = [fold(word), collapseUmlauts(fold(word), 'de')];
    return begins.some((begin) => spellings.some((spelling) => spelling.startsWith(begin)));
  };
}

function namesIn({ facets }: Found<FoundArticle>, begins: (word: string) => boolean): Suggestion[] {
  const counted = NAMES.flatMap((kind) =>
    Object.entries(facets[kind] ?? {}).map(([value, count]) => ({ text: facetValue(value), kind, count })),
  );
  return counted
    .filter(({ text }) => tokenise(text).some((token) => begins(token.text)))
    .sort((left, right) => right.count - left.count)
    .slice(0, MOST_NAMES)
    .map(({ text, kind }) => ({ text, kind }));
}

/** The last word completed by words that stand together with the others in articles, the most frequent first. */
function completedQueries(typed: string, last: string, { hits }: Found<FoundArticle>): Suggestion[] {
  if (!typed.endsWith(last) || /["-]/.test(typed)) return [];
  const before = typed.slice(0, typed.length - last.length);
  const begins = beginning(last);
  const counts = new Map<string, number>();
  for (const { _formatted: { title = '', summary = '', text = '' } = {} } of hits) {
    const words = markedIn([title, summary, text].join('\n')).filter(begins);
    for (const word of new Set(words.map((one) => one.toLowerCase()))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, left], [, right]) => right - left)
    .map(([word]) => ({ text: `${before}${word}`, kind: 'query' as const }))
    .filter(({ text }) => text.toLowerCase() !== typed.toLowerCase())
    .slice(0, MOST_QUERIES);
}
