import { z } from 'zod';
import { defineEvent } from '../cloud-event.js';
import { ArticleId, EditionId, NewsletterId } from '../ids.js';

/** An edition's list of articles is frozen and its audience written to the ledger. */
export const EditionPlanned = defineEvent({
  type: 'edition.planned.v1',
  topic: 'editions',
  schema: z.object({
    editionId: EditionId,
    newsletter: NewsletterId,
    language: z.string(),
    slot: z.string(),
    audience: z.int().nonnegative(),
    articles: z.array(ArticleId),
  }),
  example: {
    editionId: EditionId.parse('morning.de.2026-11-02T0600Z'),
    newsletter: NewsletterId.parse('morning'),
    language: 'de',
    slot: '2026-11-02T06:00:00Z',
    audience: 2,
    articles: [ArticleId.parse('mzxw6ytboi2gkzlqorxw6ytboi')],
  },
  subjectOf: (data) => data.editionId,
  idOf: (data) => `${data.editionId}.edition.planned.v1`,
});
export type EditionPlanned = z.infer<typeof EditionPlanned.schema>;
