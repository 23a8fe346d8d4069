import { z } from 'zod';
import { defineEvent } from '../cloud-event.js';
import { ArticleId } from '../ids.js';
import { Stage } from '../stages.js';

/** A stage of one version of an article was given up; its event waits as a dead letter. */
export const StageFailed = defineEvent({
  type: 'stage.failed.v1',
  topic: 'stages',
  schema: z.object({
    articleId: ArticleId,
    version: z.int().positive(),
    stage: Stage,
    /** As the completed stage would name it. */
    place: z.string().optional(),
    at: z.iso.datetime({ offset: true }),
    reason: z.string(),
    deadLetter: z.string().optional(),
  }),
  example: {
    articleId: ArticleId.parse('mzxw6ytboi2gkzlqorxw6ytboi'),
    version: 2,
    stage: 'indexed',
    at: '2026-11-02T07:30:02Z',
    reason: 'handler failed 5 times',
  },
  subjectOf: (data) => data.articleId,
  idOf: (data) => [data.articleId, data.version, 'stage.failed.v1', data.stage, data.place ?? []].flat().join('.'),
});
export type StageFailed = z.infer<typeof StageFailed.schema>;
