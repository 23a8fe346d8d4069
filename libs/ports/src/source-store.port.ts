import type { SourceId } from '#contracts/ids.js';

/** Formats that a source may send as JSON. */
export const SOURCE_FORMATS = ['native', 'ninjs'] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/** A live secret of a source. */
export interface SourceSecret {
  readonly id: string;
  /** `whsec_` and base64. */
  readonly secret: string;
  readonly createdAt: string;
}

/** A sender of articles. */
export interface Source {
  readonly id: SourceId;
  readonly name: string;
  readonly format: SourceFormat;
  /** Of articles that name none. */
  readonly language?: string;
  /** Most articles per minute; absent: no limit of its own. */
  readonly rateLimit?: number;
  readonly createdAt: string;
  /** One or two, oldest first. */
  readonly secrets: readonly SourceSecret[];
}

/** At most this many secrets of a source live at once, so that one can be rotated without a gap. */
export const MOST_SECRETS = 2;

/**
 * Senders and their secrets.
 *
 * - Every change is durable when it resolves and seen by the next read.
 * - `change` applies a function of the source as it is now; two changes of one source do not overwrite each other.
 */
export abstract class SourceStore {
  /** False when the id is taken. */
  abstract create(source: Source): Promise<boolean>;
  abstract find(id: SourceId): Promise<Source | undefined>;
  /** In order of id; `after` is the id that ended the previous page. */
  abstract list(page: { after?: string | undefined; limit: number }): Promise<Source[]>;
  /** The source as changed, or undefined when there is none; what `edit` throws is thrown and nothing changes. */
  abstract change(id: SourceId, edit: (source: Source) => Source): Promise<Source | undefined>;
  /** False when there is none. Its articles stay. */
  abstract remove(id: SourceId): Promise<boolean>;
}
