import { Stage } from '#contracts/stages.js';
import type { ArticleHead, ArticleVersion } from '#ports/article-store.port.js';
import type { ReceiptEntry } from '#ports/receipt-store.port.js';
import { z } from 'zod';

const StageDto = z.object({
  version: z.int().positive(),
  stage: Stage,
  /** Where, when a stage happens in several places. */
  place: z.string().optional(),
  at: z.string(),
  outcome: z.enum(['completed', 'failed']),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
type StageDto = z.infer<typeof StageDto>;

/** What happened to every version of an article. */
export const ReceiptDto = z
  .object({
    id: z.string(),
    source: z.string(),
    externalId: z.string(),
    version: z.int().positive().describe('of the newest version'),
    state: z.enum(['accepted', 'scheduled', 'held', 'published', 'withdrawn']),
    releaseAt: z.string().optional(),
    stages: z.array(StageDto).describe('in order of time'),
  })
  .meta({ id: 'Receipt' });
export type ReceiptDto = z.infer<typeof ReceiptDto>;

/** The receipt: `accepted` is what the article store itself holds, everything later what the stages reported. */
export function receiptDto(
  { id, source, externalId, version, state, releaseAt }: ArticleHead,
  versions: readonly ArticleVersion[],
  entries: readonly ReceiptEntry[],
): ReceiptDto {
  const accepted = versions.map(({ version: number, receivedAt }): StageDto => {
    return { version: number, stage: 'accepted', at: receivedAt, outcome: 'completed' };
  });
  const reported = entries.map(({ articleId: _articleId, ...entry }): StageDto => entry);
  return {
    ...{ id, source, externalId, version, state },
    ...(state === 'scheduled' && releaseAt !== undefined ? { releaseAt } : {}),
    stages: [...accepted, ...reported].sort((one, other) => Date.parse(one.at) - Date.parse(other.at)),
  };
}
