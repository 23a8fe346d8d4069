import type { ProblemField } from '#contracts/problem.js';
import type { NativeArticle } from '#contracts/native-article.js';

/** What a format makes of one value: an article in native shape, or the fields that are wrong, with pointers into the value. */
export type FormatResult = { readonly article: NativeArticle } | { readonly errors: readonly ProblemField[] };

/** One way to write an article down; adding a format is a folder with one of these. */
export interface ArticleFormat {
  read(value: unknown): FormatResult;
}
