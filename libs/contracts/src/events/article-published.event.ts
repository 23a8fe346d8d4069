import { z } from 'zod';
import { Article } from '../article.js';
import { defineEvent } from '../cloud-event.js';
import { exampleArticle } from './example-article.js';

/** An article's version became public: first publication or a later version. Never sent before an embargo ends. */
export const ArticlePublished = defineEvent({
  type: 'article.published.v1',
  topic: 'articles',
  schema: z.object({
    article: Article,
    version: z.int().positive(),
    /** The public version it replaces; null at first publication. */
    previousVersion: z.int().positive().nullable(),
  }),
  example: { article: exampleArticle, version: 2, previousVersion: 1 },
  subjectOf: (data) => data.article.id,
  idOf: (data) => `${data.article.id}.${data.version}.article.published.v1`,
});
export type ArticlePublished = z.infer<typeof ArticlePublished.schema>;
