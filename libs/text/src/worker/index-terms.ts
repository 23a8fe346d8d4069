import { primaryLanguage, type Language } from '../languages.js';
import { visitForms } from '../word-form.js';

/** An article as the search index wants it read. */
export interface IndexInput {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly language: Language;
}

/** Its terms per column, separated by spaces, and its folded surface words with their counts. */
export interface IndexedTerms {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly vocabulary: [word: string, count: number][];
}

/** Turns an article into the columns of a full-text index; words and positions stay in the order of the text. */
export function indexTerms(article: IndexInput): IndexedTerms {
  const language = primaryLanguage(article.language);
  const counts = new Map<string, number>();
  const column = (text: string): string => {
    const found: string[] = [];
    visitForms(text, language, ({ term, word }) => {
      found.push(term);
      counts.set(word, (counts.get(word) ?? 0) + 1);
    });
    return found.join(' ');
  };
  const [title, summary, body] = [column(article.title), column(article.summary), column(article.body)];
  return { id: article.id, title, summary, body, vocabulary: [...counts] };
}
