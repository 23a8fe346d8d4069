import { ArticleId, type SourceId } from '#contracts/ids.js';
import type { NativeArticle } from '#contracts/native-article.js';
import { z } from 'zod';

/** An article that may be accepted: checked, but not yet compared with what is there. */
export interface Submission {
  readonly id: ArticleId;
  readonly source: SourceId;
  readonly article: NativeArticle;
  readonly inputHash: string;
  /** When it arrived, RFC 3339. */
  readonly receivedAt: string;
  readonly traceparent?: string;
  /** Why it is withdrawn, for those that are. */
  readonly reason?: string;
}

/** What became of a submission. */
export const Accepted = z.object({
  id: ArticleId,
  version: z.int().positive(),
  outcome: z.enum(['created', 'updated', 'withdrawn', 'scheduled', 'unchanged', 'stale']),
});
export type Accepted = z.infer<typeof Accepted>;
