import { primaryLanguage, type Language } from '../languages.js';
import { shingles } from '../shingles.js';
import { visitForms } from '../word-form.js';

/** An article as the related lists want it read. */
export interface ProfileInput {
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  /** FIELD_WEIGHTS when absent. */
  readonly weights?: FieldWeights;
}

/** How many times a word counts by where it stands. */
export interface FieldWeights {
  readonly title: number;
  readonly summary: number;
  readonly body: number;
}

/** A term of an article. */
export interface ProfiledTerm {
  readonly term: string;
  /** How often it stands there, counted by the weights. */
  readonly count: number;
  /** The form to show to readers. */
  readonly shown: string;
  /** The part of its mentions that begin with a capital: names, and in German nouns. */
  readonly capital: number;
}

/** Word counts of an article. */
export interface ProfiledTerms {
  readonly id: string;
  readonly lengths: {
    readonly title: number;
    readonly summary: number;
    readonly body: number;
    readonly weighted: number;
  };
  readonly terms: ProfiledTerm[];
  /** Hashed word 3-grams of the body, each once: what tells copies. */
  readonly shingles: Int32Array;
}

/** The weights unless the builder of profiles says otherwise. */
const FIELD_WEIGHTS: FieldWeights = { title: 3, summary: 2, body: 1 };

/** Counts the stems of an article, stop words left out, title and summary more than the body. */
export function profileTerms(
  article: ProfileInput,
  weights: FieldWeights = article.weights ?? FIELD_WEIGHTS,
): ProfiledTerms {
  const language = primaryLanguage(article.language);
  const mentions = new Map<string, Mentions>();
  const count = (text: string, weight: number, read?: string[]): number => {
    let words = 0;
    visitForms(text, language, ({ term, word, stop }, start, end) => {
      read?.push(word);
      if (stop) return;
      mention(mentions, term, text.slice(start, end), weight);
      words++;
    });
    return words;
  };
  const bodyWords: string[] = [];
  const title = count(article.title, weights.title);
  const summary = count(article.summary, weights.summary);
  const body = count(article.body, weights.body, bodyWords);
  const weighted = title * weights.title + summary * weights.summary + body * weights.body;
  return {
    id: article.id,
    lengths: { title, summary, body, weighted },
    terms: Array.from(mentions, ([term, mentioned]) => profiledTerm(term, mentioned)),
    shingles: Int32Array.from(shingles(bodyWords)),
  };
}

interface Mentions {
  count: number;
  readonly forms: Map<string, number>;
}

const CAPITAL = /^[\p{Lu}\p{Lt}]/u;

function mention(mentions: Map<string, Mentions>, term: string, form: string, weight: number): void {
  let known = mentions.get(term);
  if (known === undefined) {
    known = { count: 0, forms: new Map() };
    mentions.set(term, known);
  }
  known.count += weight;
  known.forms.set(form, (known.forms.get(form) ?? 0) + 1);
}

function profiledTerm(term: string, { count, forms }: Mentions): ProfiledTerm {
  let shown = '';
  let most = 0;
  let all = 0;
  let capital = 0;
  for (const [form, times] of forms) {
    if (times > most || (times === most && form.length < shown.length)) [shown, most] = [form, times];
    all += times;
    if (CAPITAL.test(form)) capital += times;
  }
  return { term, count, shown, capital: capital / all };
}
