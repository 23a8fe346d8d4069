import { z } from 'zod';
import { defineEvent } from '../cloud-event.js';
import { EditionId, NewsletterId } from '../ids.js';

/** An editor stopped the edition; what was not sent never will be. */
export const EditionCanceled = defineEvent({
  type: 'edition.canceled.v1',
  topic: 'editions',
  schema: z.object({ editionId: EditionId, newsletter: NewsletterId, at: z.iso.datetime({ offset: true }) }),
  example: {
    editionId: EditionId.parse('morning.de.2026-11-02T0600Z'),
    newsletter: NewsletterId.parse('morning'),
    at: '2026-11-02T06:01:00Z',
  },
  subjectOf: (data) => data.editionId,
  idOf: (data) => `${data.editionId}.edition.canceled.v1`,
});
export type EditionCanceled = z.infer<typeof EditionCanceled.schema>;
