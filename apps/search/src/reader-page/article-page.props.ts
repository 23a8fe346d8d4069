import type { Article } from '#contracts/article.js';
import type { Reader } from './reader.js';
import type { Surroundings } from './read-surroundings.js';

/** What the article page and its parts show. */
export interface ArticlePageProps extends Surroundings {
  readonly article: Article;
  readonly reader: Reader;
}
