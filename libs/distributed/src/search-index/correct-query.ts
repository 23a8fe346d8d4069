import { collapseUmlauts, fold } from '#text/fold.js';
import { allowedTypos, damerauLevenshtein } from '#text/edit-distance.js';
import { formOf } from '#text/word-form.js';
import type { AskedQuery } from './asked-query.js';
import { ask, MARKED, type FoundArticles } from './find-hits.js';
import { markedIn } from './markers.js';
import type { MeilisearchLink } from './meilisearch-link.js';
import { neededWords } from './query-text.js';

const INVISIBLE = /['’ʼ]s$|[\u00ad\u200b-\u200d\ufeff]/g;

/**
 * The query with misspelt words as the best hit spells them. The server ranks fewer typos first, so when even the best hit
 * has some, no article holds the words as typed.
 */
export async function correctedQuery(
  found: FoundArticles,
  { request, query, byWords }: AskedQuery,
  link: MeilisearchLink,
): Promise<string | undefined> {
  if (!byWords || request.page > 1 || found.total === 0) return undefined;
  if (request.sort === 'relevance' && typosOf(found.hits[0]) === 0) return undefined;
  const { hits } = await ask(
    { ...found.attempt, queries: found.attempt.queries.map((one) => ({ ...one, sort: [] })) },
    { ...MARKED, attributesToRetrieve: ['lang'], showRankingScoreDetails: true },
    { page: 1, hitsPerPage: 1 },
    link,
  );
  const [best] = hits;
  if (best === undefined || typosOf(best) === 0) return undefined;
  const { title = '', summary = '', text = '' } = best._formatted ?? {};
  const marked = new Set(markedIn([title, summary, text].join('\n')));
  const corrected = neededWords(query).reduce(
    (q, word) => q.replace(word, () => spelling(word, marked, best.lang?.[0] ?? 'und') ?? word),
    request.q,
  );
  return corrected === request.q ? undefined : corrected;
}

function typosOf(hit: FoundArticles['hits'][number] | undefined): number {
  return hit?._rankingScoreDetails?.typo?.typoCount ?? 0;
}

/** The nearest marked word, unless one of them is the typed word in one of its forms. */
function spelling(word: string, marked: ReadonlySet<string>, language: string): string | undefined {
  const typed = collapseUmlauts(fold(word), language);
  const { term } = formOf(word, language);
  let [best, least]: [string | undefined, number] = [undefined, allowedTypos(word) + 1];
  for (const surface of marked) {
    const form = formOf(surface, language);
    const spelt = collapseUmlauts(form.word, language);
    if (form.term === term || spelt.startsWith(typed)) return undefined;
    const distance = damerauLevenshtein(typed, spelt, least);
    if (distance < least) [best, least] = [surface.toLowerCase().replace(INVISIBLE, ''), distance];
  }
  return best;
}
