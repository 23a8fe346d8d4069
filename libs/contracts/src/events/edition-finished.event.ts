import { z } from 'zod';
import { defineEvent } from '../cloud-event.js';
import { EditionId, NewsletterId } from '../ids.js';
import { SendCounts } from '../send-state.js';

/** Every send of the edition has its outcome; the counts add up to the audience. */
export const EditionFinished = defineEvent({
  type: 'edition.finished.v1',
  topic: 'editions',
  schema: z.object({
    editionId: EditionId,
    newsletter: NewsletterId,
    audience: z.int().nonnegative(),
    counts: SendCounts,
  }),
  example: {
    editionId: EditionId.parse('morning.de.2026-11-02T0600Z'),
    newsletter: NewsletterId.parse('morning'),
    audience: 2,
    counts: { planned: 0, intent: 0, sent: 1, refused: 1, suppressed: 0, canceled: 0, unknown: 0 },
  },
  subjectOf: (data) => data.editionId,
  idOf: (data) => `${data.editionId}.edition.finished.v1`,
});
export type EditionFinished = z.infer<typeof EditionFinished.schema>;
