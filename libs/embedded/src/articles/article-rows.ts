import type { ArticleId, SourceId } from '#contracts/ids.js';
import { NativeArticle } from '#contracts/native-article.js';
import type { ArticleHead, ArticleState, ArticleVersion } from '#ports/article-store.port.js';

export interface HeadRow {
  readonly id: ArticleId;
  readonly source: SourceId;
  readonly external_id: string;
  readonly version: number;
  readonly state: ArticleState;
  readonly revision: number;
  readonly input_hash: string;
  readonly order_version: number | null;
  readonly order_modified_at: string | null;
  readonly published_version: number | null;
  readonly release_at: number | null;
}

export interface VersionRow {
  readonly version: number;
  readonly received_at: string;
  readonly traceparent: string | null;
  readonly input: string;
  readonly html: string | null;
  readonly text: string | null;
}

/** The head that a row holds. */
export function headOf(row: HeadRow): ArticleHead {
  return {
    id: row.id,
    source: row.source,
    externalId: row.external_id,
    version: row.version,
    state: row.state,
    revision: row.revision,
    inputHash: row.input_hash,
    order: {
      ...(row.order_version === null ? {} : { version: row.order_version }),
      ...(row.order_modified_at === null ? {} : { modifiedAt: row.order_modified_at }),
    },
    ...(row.published_version === null ? {} : { publishedVersion: row.published_version }),
    ...(row.release_at === null ? {} : { releaseAt: new Date(row.release_at).toISOString() }),
  };
}

/** The received version that a row holds. */
export function versionOf(row: VersionRow): ArticleVersion {
  return {
    version: row.version,
    receivedAt: row.received_at,
    input: NativeArticle.parse({ ...(JSON.parse(row.input) as object), ...bodyOf(row) }),
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
  };
}

function bodyOf({ html, text }: VersionRow): Pick<NativeArticle, 'body'> {
  if (html !== null) return { body: { html } };
  return text === null ? {} : { body: { text } };
}
