import type { ArticleId, SourceId } from '#contracts/ids.js';
import type { NativeArticle } from '#contracts/native-article.js';

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
export interface Accepted {
  readonly id: ArticleId;
  readonly version: number;
  readonly outcome: 'created' | 'updated' | 'withdrawn' | 'scheduled' | 'unchanged' | 'stale';
}
