import { NativeArticle } from '#contracts/native-article.js';
import { fieldsOf } from '#contracts/problem.js';
import type { ArticleFormat } from '../article-format.js';

/** Courant's own JSON: validated as it is. */
export const nativeFormat: ArticleFormat = {
  read(value) {
    const parsed = NativeArticle.safeParse(value);
    return parsed.success ? { article: parsed.data } : { errors: fieldsOf(parsed.error) };
  },
};
