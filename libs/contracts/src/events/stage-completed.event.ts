import { z } from 'zod';
import { defineEvent } from '../cloud-event.js';
import { ArticleId } from '../ids.js';
import { Stage } from '../stages.js';

/** A stage of one version of an article is done; the receipt is made of these. */
export const StageCompleted = defineEvent({
  type: 'stage.completed.v1',
  topic: 'stages',
  schema: z.object({
    articleId: ArticleId,
    version: z.int().positive(),
    stage: Stage,
    /** Where it happened, when a stage happens in several places (`withdrawn` in search, related, newsletter; `mailed` per edition). */
    place: z.string().optional(),
    at: z.iso.datetime({ offset: true }),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  }),
  example: {
    articleId: ArticleId.parse('mzxw6ytboi2gkzlqorxw6ytboi'),
    version: 2,
    stage: 'indexed',
    at: '2026-11-02T07:30:02Z',
  },
  subjectOf: (data) => data.articleId,
  idOf: (data) => [data.articleId, data.version, 'stage.completed.v1', data.stage, data.place ?? []].flat().join('.'),
});
export type StageCompleted = z.infer<typeof StageCompleted.schema>;
