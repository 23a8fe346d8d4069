import type { ArticleId } from '#contracts/ids.js';
import type { Stage } from '#contracts/stages.js';

/** One line of a receipt: a stage of one version was done, or given up. */
export interface ReceiptEntry {
  readonly articleId: ArticleId;
  readonly version: number;
  readonly stage: Stage;
  /** Where, when a stage happens in several places. */
  readonly place?: string;
  /** RFC 3339. */
  readonly at: string;
  readonly outcome: 'completed' | 'failed';
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * What happened to each version of an article.
 *
 * - `record` is durable when it resolves; of each (article, version, stage, place) one entry is kept: a completed one for ever as it
 *   first came, a failed one until the stage is completed after all.
 * - `read` is in order of time.
 */
export abstract class ReceiptStore {
  abstract record(entries: readonly ReceiptEntry[]): Promise<void>;
  abstract read(articleId: ArticleId): Promise<ReceiptEntry[]>;
}
