import { fold } from '#text/fold.js';
import { tokenise } from '#text/tokenise.js';
import type { Suggestion } from '#ports/search-index.port.js';
import type { Database } from '../database.js';
import { acceptedWord, holdingAll } from './accepted-word.js';
import type { ArticleCard } from '#contracts/article-card.js';
import type { ArticleFilter } from './article-filter.js';
import { docidsOf } from './find-articles.js';
import type { IndexState } from './index-state.js';
import { readQuery } from '#text/read-query.js';
import { newestFirst } from './newest-first.js';
import { spelling } from './spelling.js';
import { WordLevels } from './word-levels.js';

const MOST_TRIED = 12;
const MOST_QUERIES = 4;
const MOST_NAMES = 6;

export interface SuggestContext {
  readonly database: Database;
  readonly state: IndexState;
  readonly languages: readonly string[];
  readonly isFindable: ArticleFilter;
}

/** What a reader may be about to type: completed queries that find something, then names and tags, then articles by title. */
export function suggestCompletions(q: string, limit: number, context: SuggestContext): Suggestion[] {
  const typed = q.trim();
  if (tokenise(typed).length === 0) return [];
  const names = namesLike(typed, context);
  const queries = completedQueries(typed, context);
  const room = Math.max(limit - queries.length - names.length, Math.ceil(limit / 4));
  const articles = titlesLike(typed, room, context);
  const kept = limit - Math.min(articles.length, limit);
  return [...[...queries, ...names].slice(0, kept), ...articles].slice(0, limit);
}

function namesLike(typed: string, { state }: SuggestContext): Suggestion[] {
  return state.values.beginningWith(typed, MOST_NAMES).flatMap(({ facet, value }) => {
    if (facet !== 'tag' && facet !== 'person' && facet !== 'place') return [];
    return [{ text: value, kind: facet }];
  });
}

/** The typed words with the last one completed by a word of the archive, as long as articles hold all of them together. */
function completedQueries(typed: string, { database, state, languages, isFindable }: SuggestContext): Suggestion[] {
  const last = tokenise(typed).at(-1);
  if (last === undefined || last.end < typed.length || /["-]/.test(typed)) return [];
  const levels = new WordLevels(state.words.list, languages);
  const before = typed.slice(0, last.start);
  const others = tokenise(before).map(({ text }) => acceptedWord(text, [levels.exact(text)]));
  const found: Suggestion[] = [];
  for (const { word } of state.words.list.beginningWith(fold(last.text), MOST_TRIED)) {
    const expression = holdingAll([...others, acceptedWord(word, [levels.exact(word)])], []);
    const docids = expression === undefined ? [] : docidsOf(database, expression).filter((docid) => isFindable(docid));
    if (docids.length === 0) continue;
    const text = `${before}${spelling(word, Int32Array.from(docids), database, state.columns)}`;
    if (text.toLowerCase() !== typed.toLowerCase()) found.push({ text, kind: 'query' });
    if (found.length === MOST_QUERIES) break;
  }
  return found;
}

/** The newest articles in whose titles all the words stand, the last one perhaps begun. */
function titlesLike(
  typed: string,
  limit: number,
  { database, state, languages, isFindable }: SuggestContext,
): Suggestion[] {
  const levels = new WordLevels(state.words.list, languages);
  const words = readQuery(typed.replaceAll('"', ' '), languages).words.filter(({ optional }) => !optional);
  const expression = holdingAll(
    words.map((word) => levels.asTyped(word)),
    [],
  );
  if (expression === undefined) return [];
  const docids = docidsOf(database, `title : (${expression})`).filter((docid) => isFindable(docid));
  return [...newestFirst(docids, state.columns, limit)].flatMap((docid) => {
    const row = database.get<{ card: string }>('SELECT card FROM search_articles WHERE docid = ?', docid);
    if (row === undefined) return [];
    const { id, title } = JSON.parse(row.card) as ArticleCard;
    return [{ text: title, kind: 'article' as const, id }];
  });
}
