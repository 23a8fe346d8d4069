import { z } from 'zod';
import { defineEvent } from '../cloud-event.js';
import { ArticleId } from '../ids.js';

/** The article is taken back everywhere. A full event with a version, so that a late older version cannot bring it back. */
export const ArticleWithdrawn = defineEvent({
  type: 'article.withdrawn.v1',
  topic: 'articles',
  schema: z.object({
    articleId: ArticleId,
    version: z.int().positive(),
    reason: z.string(),
    at: z.iso.datetime({ offset: true }),
  }),
  example: {
    articleId: ArticleId.parse('mzxw6ytboi2gkzlqorxw6ytboi'),
    version: 3,
    reason: 'legal',
    at: '2026-11-02T09:00:00Z',
  },
  subjectOf: (data) => data.articleId,
  idOf: (data) => `${data.articleId}.${data.version}.article.withdrawn.v1`,
});
export type ArticleWithdrawn = z.infer<typeof ArticleWithdrawn.schema>;
