import { primaryLanguage, type Language } from '../languages.js';
import { visitForms } from '../word-form.js';

/** An article as the search index wants it read; `labels` are its names and tags. */
export interface IndexInput {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly labels: readonly string[];
  readonly body: string;
  readonly language: Language;
}

/** Its terms per column and the words of its title, separated by spaces; and each of its words once, folded. */
export interface IndexedTerms {
  readonly id: string;
  readonly title: string;
  readonly titleWords: string;
  readonly summary: string;
  readonly labels: string;
  readonly body: string;
  readonly vocabulary: string[];
}

/** Turns an article into the columns of a full-text index; words and positions stay in the order of the text. */
export function indexTerms(article: IndexInput): IndexedTerms {
  const language = primaryLanguage(article.language);
  const words = new Set<string>();
  const column = (text: string): string => {
    const found: string[] = [];
    visitForms(text, language, ({ term, word }) => {
      found.push(term);
      words.add(word);
    });
    return found.join(' ');
  };
  return {
    id: article.id,
    title: column(article.title),
    titleWords: wordsOf(article.title, language),
    summary: column(article.summary),
    labels: column(article.labels.join('\n')),
    body: column(article.body),
    vocabulary: [...words],
  };
}

function wordsOf(text: string, language: Language): string {
  const words: string[] = [];
  visitForms(text, language, ({ word }) => words.push(word));
  return words.join(' ');
}
