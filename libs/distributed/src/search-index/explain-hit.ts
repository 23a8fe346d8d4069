import type { SearchHit } from '#contracts/search.js';
import { SEARCH_STEPS, type SearchStep } from '#contracts/search-ranking.js';
import { foldVariants } from '#text/fold.js';
import { holdsRun } from '#text/holds-run.js';
import { formOf, visitForms } from '#text/word-form.js';
import type { AskedQuery } from './asked-query.js';
import type { FoundArticle, MarkedTexts } from './find-hits.js';
import { withoutMarkers } from './markers.js';
import { nearest, synonymsOf } from './query-meaning.js';
import { neededWords, stemsOf } from './query-text.js';
import type { Attempt } from './search-attempts.js';

/** How a word of the query was met, the closest first. */
const KINDS = ['exact', 'form', 'synonym', 'beginning', 'close'] as const;
type Kind = (typeof KINDS)[number];

interface Explained {
  readonly attempt: Attempt;
  readonly asked: Pick<AskedQuery, 'query' | 'request'>;
  readonly language: string;
}

/** Why a hit stands where it does: the step that found it, where its words are, and the engine's own score with its parts. */
export function explanationOf(
  { _rankingScore: score = 0, _rankingScoreDetails: details = {} }: FoundArticle,
  texts: MarkedTexts,
  marked: readonly string[],
  { attempt, asked: { query, request }, language }: Explained,
): NonNullable<SearchHit['why']> {
  const typos = details.typo?.typoCount ?? 0;
  const step: SearchStep = attempt.step === 'words' && typos > 0 ? 'closeWords' : attempt.step;
  const words = neededWords(query);
  return {
    step,
    meaning: SEARCH_STEPS[step],
    words: words.map((word, number) => {
      const others = marked.filter((surface) => nearest(surface, words) === number);
      const synonyms = synonymsOf(word, request, language).map((several) => stemsOf(several, language));
      const single = synonyms.filter(({ length }) => length === 1).flat();
      const meetings = meetingsOf(word, { synonyms: single, others, language });
      const runs = synonyms.filter(({ length }) => length > 1);
      return { word, ...whereMet(texts, meetings, { runs, language }) };
    }),
    score: Math.round(score * 1_000) / 1_000,
    parts: partsOf(details),
  };
}

/** What a word may be met by beside itself: stems that stand for it, and words that the server marked. */
interface Beside {
  readonly synonyms: readonly string[];
  readonly others: readonly string[];
  readonly language: string;
}

/** By folded word, how it meets the typed one. */
function meetingsOf(word: string, { language, ...beside }: Beside): (folded: string) => Kind | undefined {
  const spellings = new Set(foldVariants(word));
  const stems = new Set(stemsOf([word], language));
  const synonyms = new Set(beside.synonyms);
  const others = new Set(beside.others.map((surface) => formOf(surface, language).word));
  return (folded) => {
    const { term } = formOf(folded, language);
    if (spellings.has(folded)) return 'exact';
    if (stems.has(term)) return 'form';
    if (synonyms.has(term)) return 'synonym';
    if (!others.has(folded)) return undefined;
    return [...spellings].some((spelling) => folded.startsWith(spelling)) ? 'beginning' : 'close';
  };
}

function whereMet(
  { title, summary }: MarkedTexts,
  kindOf: (folded: string) => Kind | undefined,
  { runs, language }: { runs: ReadonlyArray<readonly string[]>; language: string },
): { in: 'title' | 'summary' | 'text'; as?: Kind } {
  for (const [name, text] of [
    ['title', title],
    ['summary', summary],
  ] as const) {
    const kinds = new Set<Kind | undefined>();
    const terms: string[] = [];
    visitForms(withoutMarkers(text), language, ({ word, term }) => {
      kinds.add(kindOf(word));
      terms.push(term);
    });
    if (runs.some((run) => holdsRun(terms, run))) kinds.add('synonym');
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
