import type { ArticleHead, ArticleVersion } from '#ports/article-store.port.js';
import type { ReceiptEntry } from '#ports/receipt-store.port.js';

type StageDto = Omit<ReceiptEntry, 'articleId'>;

/** What happened to every version of an article. */
export interface ReceiptDto {
  readonly id: string;
  readonly source: string;
  readonly externalId: string;
  /** Of the newest version. */
  readonly version: number;
  readonly state: ArticleHead['state'];
  readonly releaseAt?: string;
  /** In order of time. */
  readonly stages: readonly StageDto[];
}

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
