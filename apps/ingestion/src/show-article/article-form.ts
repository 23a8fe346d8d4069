import type { Article } from '#contracts/article.js';
import { schemaOrgArticle } from '#contracts/schema-org-article.js';
import { toNinjs } from '../formats/ninjs/to-ninjs.js';
import { publicArticle } from './public-article.dto.js';

/** Forms in which a public article is given out. */
export const ARTICLE_FORMS = ['native', 'ninjs', 'schema.org'] as const;
export type ArticleForm = (typeof ARTICLE_FORMS)[number];

/** An article written down in one form, with its media type. */
export interface WrittenArticle {
  readonly mediaType: string;
  readonly document: object;
}

/** `address` is where its page is. */
export function written(article: Article, form: ArticleForm, address: string): WrittenArticle {
  if (form === 'ninjs') return { mediaType: 'application/json', document: toNinjs(article) };
  if (form === 'native') return { mediaType: 'application/json', document: publicArticle(article) };
  return { mediaType: 'application/ld+json', document: schemaOrgArticle(article, address) };
}
