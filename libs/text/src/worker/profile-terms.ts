import { primaryLanguage, type Language } from '../languages.js';
import { visitForms } from '../word-form.js';

/** An article as the related lists want it read. */
export interface ProfileInput {
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
}

/** How many times a word counts by where it stands. */
export interface FieldWeights {
  readonly title: number;
  readonly summary: number;
  readonly body: number;
}

/** Word counts of an article: `terms` with weighted frequencies, and for each the form to show to readers. */
export interface ProfiledTerms {
  readonly id: string;
  readonly lengths: {
    readonly title: number;
    readonly summary: number;
    readonly body: number;
    readonly weighted: number;
  };
  readonly terms: [term: string, weightedTf: number][];
  readonly surface: Record<string, string>;
}

/** The weights unless the builder of profiles says otherwise. */
export const FIELD_WEIGHTS: FieldWeights = { title: 3, summary: 2, body: 1 };

/** Counts the stems of an article, stop words left out, title and summary more than the body. */
export function profileTerms(article: ProfileInput, weights: FieldWeights = FIELD_WEIGHTS): ProfiledTerms {
  const language = primaryLanguage(article.language);
  const frequencies = new Map<string, number>();
  const surfaces = new Map<string, Map<string, number>>();
  const count = (text: string, weight: number): number => {
    let words = 0;
    visitForms(text, language, ({ term, stop }, start, end) => {
      if (stop) return;
      frequencies.set(term, (frequencies.get(term) ?? 0) + weight);
      countSurface(surfaces, term, text.slice(start, end));
      words++;
    });
    return words;
  };
  const title = count(article.title, weights.title);
  const summary = count(article.summary, weights.summary);
  const body = count(article.body, weights.body);
  const weighted = title * weights.title + summary * weights.summary + body * weights.body;
  return {
    id: article.id,
    lengths: { title, summary, body, weighted },
    terms: [...frequencies],
    surface: bestForms(surfaces),
  };
}

function countSurface(surfaces: Map<string, Map<string, number>>, term: string, surface: string): void {
  const forms = surfaces.get(term);
  if (forms === undefined) surfaces.set(term, new Map([[surface, 1]]));
  else forms.set(surface, (forms.get(surface) ?? 0) + 1);
}

function bestForms(surfaces: ReadonlyMap<string, ReadonlyMap<string, number>>): Record<string, string> {
  const best: Record<string, string> = Object.create(null);
  for (const [term, forms] of surfaces) {
    let shown = '';
    let most = 0;
    for (const [form, times] of forms) {
      if (times > most || (times === most && form.length < shown.length)) [shown, most] = [form, times];
    }
    best[term] = shown;
  }
  return best;
}
