import type { SearchHit } from '#contracts/search.js';
import { SEARCH_STEPS, type SearchStep } from '#contracts/search-ranking.js';
import { foldVariants } from '#text/fold.js';
import type { ReadQuery } from '#text/read-query.js';
import { formOf, visitForms } from '#text/word-form.js';
import type { FoundArticle, MarkedTexts } from './find-hits.js';
import { withoutMarkers } from './markers.js';
import { nearest } from './query-meaning.js';
import { neededWords, stemsOf } from './query-text.js';
import type { Attempt } from './search-attempts.js';

/** How a word of the query was met, the closest first. */
const KINDS = ['exact', 'form', 'beginning', 'close'] as const;
type Kind = (typeof KINDS)[number];

interface Explained {
  readonly attempt: Attempt;
  readonly query: ReadQuery;
  readonly language: string;
}

/** Why a hit stands where it does: the step that found it, where its words are, and the engine's own score with its parts. */
export function explanationOf(
  { _rankingScore: score = 0, _rankingScoreDetails: details = {} }: FoundArticle,
  texts: MarkedTexts,
  marked: readonly string[],
  { attempt, query, language }: Explained,
): NonNullable<SearchHit['why']> {
  const typos = details.typo?.typoCount ?? 0;
  const step: SearchStep = attempt.step === 'words' && typos > 0 ? 'closeWords' : attempt.step;
  const words = neededWords(query);
  return {
    step,
    meaning: SEARCH_STEPS[step],
    words: words.map((word, number) => {
      const others = marked.filter((surface) => nearest(surface, words) === number);
      const meetings = meetingsOf(word, others, language);
      return { word, ...whereMet(texts, meetings, language) };
    }),
    score: Math.round(score * 1_000) / 1_000,
    parts: partsOf(details),
  };
}

/** By folded word, how it meets the typed one. */
function meetingsOf(word: string, marked: readonly string[], language: string): (folded: string) => Kind | undefined {
  const spellings = new Set(foldVariants(word));
  const stems = new Set(stemsOf([word], language));
  const others = new Set(marked.map((surface) => formOf(surface, language).word));
  return (folded) => {
    if (spellings.has(folded)) return 'exact';
    if (stems.has(formOf(folded, language).term)) return 'form';
    if (!others.has(folded)) return undefined;
    return [...spellings].some((spelling) => folded.startsWith(spelling)) ? 'beginning' : 'close';
  };
}

function whereMet(
  { title, summary }: MarkedTexts,
  kindOf: (folded: string) => Kind | undefined,
  language: string,
): { in: 'title' | 'summary' | 'text'; as?: Kind } {
  for (const [name, text] of [
    ['title', title],
    ['summary', summary],
  ] as const) {
    const kinds = new Set<Kind | undefined>();
    visitForms(withoutMarkers(text), language, ({ word }) => kinds.add(kindOf(word)));
    const as = KINDS.find((kind) => kinds.has(kind));
    if (as !== undefined) return { in: name, as };
  }
  return { in: 'text' };
}

function partsOf(details: NonNullable<FoundArticle['_rankingScoreDetails']>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(details).flatMap(([rule, part]) => {
      const score: unknown = part?.['score'];
      return typeof score === 'number' ? [[rule, Math.round(score * 1_000) / 1_000]] : [];
    }),
  );
}
