import { EditionId, NewsletterId } from '#contracts/ids.js';
import { SendCounts } from '#contracts/send-state.js';
import type { Edition } from '#ports/edition-store.port.js';
import { z } from 'zod';

/** An edition as administrators see it; the counts add up to the audience. */
export const EditionDto = z.object({
  id: EditionId,
  newsletter: NewsletterId,
  language: z.string(),
  slot: z.string(),
  state: z.enum(['planned', 'sending', 'paused', 'finished', 'canceled']),
  audience: z.int().nonnegative(),
  counts: SendCounts,
  articles: z.array(z.object({ id: z.string(), title: z.string(), url: z.string().optional() })),
});
export type EditionDto = z.infer<typeof EditionDto>;

/** While the audience is being written, it is what is written. */
export function editionDto(edition: Edition, counts: SendCounts): EditionDto {
  const { id, newsletter, language, slot, state, articles } = edition;
  return {
    ...{ id, newsletter, language, slot, state, counts },
    audience: Object.values(counts).reduce((sum, count) => sum + count, 0),
    articles: articles.map(({ id: articleId, title, url }) => {
      return { id: articleId, title, ...(url === undefined ? {} : { url }) };
    }),
  };
}

/** The answer to sending now. */
export const StartedEditions = z.object({
  editions: z.array(z.object({ id: EditionId, language: z.string(), audience: z.int().nonnegative() })),
});
export type StartedEditions = z.infer<typeof StartedEditions>;
