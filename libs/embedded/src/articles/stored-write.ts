import type { ArticleId } from '#contracts/ids.js';
import type { AnsweredDelivery, ArticleHead, ArticleVersion, ArticleWrite } from '#ports/article-store.port.js';

export type Value = string | number | null;

/** An ArticleWrite as the values of its rows: ready to be bound, and light to hand to another thread. */
export interface StoredWrite {
  readonly id: ArticleId;
  readonly expectedRevision: number;
  /** In the order of insert-head.sql. */
  readonly head: readonly Value[];
  /** In the order of insert-version.sql. */
  readonly version?: readonly Value[];
  /** Absent leaves the public form, null takes it away. */
  readonly document?: string | null;
  readonly outbox: readonly string[];
}

/** Writes and the deliveries that they answer for, to be committed in one step. */
export interface CommitOrder {
  readonly writes: readonly StoredWrite[];
  readonly deliveries: readonly AnsweredDelivery[];
}

/** What became of each write of an order. */
export type CommitResults = ReadonlyArray<'written' | 'conflict'>;

/** `turn` orders the waiting articles. */
export function storedWriteOf(write: ArticleWrite, turn: number): StoredWrite {
  const { expectedRevision, head, received, published, outbox } = write;
  return {
    id: head.id,
    expectedRevision,
    head: headValues(head, turn),
    ...(received === undefined ? {} : { version: versionValues(head.id, received) }),
    ...(published === undefined ? {} : { document: published === null ? null : JSON.stringify(published) }),
    outbox: outbox.map((event) => JSON.stringify(event)),
  };
}

function headValues(head: ArticleHead, turn: number): Value[] {
  return [
    ...[head.id, head.source, head.externalId, head.version, head.state, head.revision, head.inputHash],
    head.order.version ?? null,
    head.order.modifiedAt ?? null,
    head.publishedVersion ?? null,
    head.releaseAt === undefined ? null : Date.parse(head.releaseAt),
    turn,
  ];
}

function versionValues(id: ArticleId, { version, receivedAt, input, traceparent }: ArticleVersion): Value[] {
  const { body, ...rest } = input;
  return [
    ...[id, version, receivedAt, traceparent ?? null, JSON.stringify(rest)],
    body !== undefined && 'html' in body ? body.html : null,
    body !== undefined && 'text' in body ? body.text : null,
  ];
}
