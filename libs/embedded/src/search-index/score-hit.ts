import { SEARCH_WEIGHTS } from '#contracts/search-ranking.js';
import { foldVariants } from '#text/fold.js';
import { holdsRun } from '#text/holds-run.js';
import { meetingsIn, type AcceptedWord, type MeetingKind, type Meetings } from './accepted-word.js';
import { termsOfWord } from './language-terms.js';
import type { QueryWord } from '#text/read-query.js';

/** What is known of a hit when it is put in order. */
export interface HitFacts {
  readonly language: string;
  /** Stems of the title, and beside them its words. */
  readonly title: readonly string[];
  readonly titleWords: readonly string[];
  readonly summary: readonly string[];
  readonly near: boolean;
  /** 0..1, one for the best of the step. */
  readonly bm25: number;
  readonly ageDays: number;
}

/** Where a query word was met. */
export interface WordMet {
  readonly word: string;
  readonly in: 'title' | 'summary' | 'text';
  readonly as?: MeetingKind;
}

type WeightName = keyof typeof SEARCH_WEIGHTS;

/** A score with its parts by the names of the published weights. */
export interface HitScore {
  readonly total: number;
  readonly parts: Readonly<Partial<Record<WeightName, number>>>;
  readonly words: readonly WordMet[];
}

/** How much of an exact meeting another kind is worth. */
const EXACTNESS: Readonly<Record<MeetingKind, number>> = {
  exact: 1,
  form: 0.7,
  synonym: 0.7,
  beginning: 0.4,
  close: 0.4,
  part: 0.2,
  distant: 0.2,
};

/** Scores hits of one step by the published weights. */
export class HitScorer {
  private readonly stems = new Map<string, ReadonlySet<string>>();
  private readonly met = new Map<AcceptedWord, Map<string, Meetings>>();

  constructor(
    private readonly words: readonly AcceptedWord[],
    private readonly query: readonly QueryWord[],
  ) {}

  score(facts: HitFacts): HitScore {
    const met = this.words.map((word) => whereMet(word, this.meetings(word, facts.language), facts));
    const titled = met.filter((one) => one.in === 'title');
    const exactness = titled.reduce((sum, { as = 'distant' }) => sum + EXACTNESS[as], 0);
    const share = (some: number): number => (met.length === 0 ? 0 : some / met.length);
    return weighed(met, {
      title: share(titled.length),
      summary: share(met.filter((one) => one.in === 'summary').length),
      exact: share(exactness),
      small: this.smallWordsIn(facts),
      near: facts.near ? 1 : 0,
      phrase: this.neighboursIn(facts),
      bm25: facts.bm25,
      recency: 2 ** (-Math.max(0, facts.ageDays) / 365),
    });
  }

  private smallWordsIn({ titleWords }: HitFacts): number {
    const small = this.query.filter(({ optional }) => optional);
    if (small.length === 0) return 0;
    const held = small.filter(({ typed }) => foldVariants(typed).some((variant) => titleWords.includes(variant)));
    return held.length / this.query.length;
  }

  /** The share of neighbours in the query, function words among them, that are neighbours in the title too. */
  private neighboursIn({ language, title }: HitFacts): number {
    if (this.query.length < 2) return 0;
    const stems = this.query.map(({ typed }) => this.stemsOf(typed, language));
    let pairs = 0;
    for (let at = 1; at < stems.length; at++) {
      const [left, right] = [stems[at - 1], stems[at]];
      if (title.some((term, place) => right?.has(term) === true && left?.has(title[place - 1] ?? '') === true)) pairs++;
    }
    return pairs / (this.query.length - 1);
  }

  private stemsOf(typed: string, language: string): ReadonlySet<string> {
    const key = `${language} ${typed}`;
    const known = this.stems.get(key) ?? termsOfWord(typed, [language]).get(language) ?? new Set();
    this.stems.set(key, known);
    return known;
  }

  private meetings(word: AcceptedWord, language: string): Meetings {
    const ofWord = this.met.get(word) ?? new Map<string, Meetings>();
    this.met.set(word, ofWord);
    const known = ofWord.get(language) ?? meetingsIn(word, language);
    ofWord.set(language, known);
    return known;
  }
}

function whereMet(
  { typed, spellings }: AcceptedWord,
  { terms, runs }: Meetings,
  { title, titleWords, summary }: HitFacts,
): WordMet {
  let inTitle: MeetingKind | undefined;
  for (const [place, term] of title.entries()) {
    const kind = terms.get(term);
    inTitle = closer(inTitle, kind === 'form' && spellings.has(titleWords[place] ?? '') ? 'exact' : kind);
  }
  for (const run of runs) if (holdsRun(title, run.terms)) inTitle = closer(inTitle, run.kind);
  if (inTitle !== undefined) return { word: typed, in: 'title', as: inTitle };
  let inSummary: MeetingKind | undefined;
  for (const term of summary) inSummary = closer(inSummary, terms.get(term));
  for (const run of runs) if (holdsRun(summary, run.terms)) inSummary = closer(inSummary, run.kind);
  return inSummary === undefined ? { word: typed, in: 'text' } : { word: typed, in: 'summary', as: inSummary };
}

function closer(left: MeetingKind | undefined, right: MeetingKind | undefined): MeetingKind | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return EXACTNESS[right] > EXACTNESS[left] ? right : left;
}

function weighed(words: readonly WordMet[], shares: Readonly<Record<WeightName, number>>): HitScore {
  let total = 0;
  const parts: Partial<Record<WeightName, number>> = {};
  for (const name of Object.keys(SEARCH_WEIGHTS) as WeightName[]) {
    const part = shares[name] * SEARCH_WEIGHTS[name].value;
    if (part > 0) parts[name] = Math.round(part * 1_000) / 1_000;
    total += part;
  }
  return { total, parts, words };
}
