import { ArticleId } from '#contracts/ids.js';
import type { ArticleProfile } from '#ports/posting-store.port.js';

/** libsql gives a blob as a Buffer from `get` and as an ArrayBuffer from `all`. */
type Blob = Uint8Array | ArrayBuffer | null;

/** A row of related_profiles. */
export interface ProfileRow {
  readonly number: number;
  readonly id: string;
  readonly version: number;
  readonly language: string;
  readonly published_at: number;
  readonly card: string;
  readonly terms: Blob;
  readonly weights: Blob;
}

type Card = Omit<ArticleProfile, 'id' | 'version' | 'language' | 'publishedAt' | 'terms' | 'weights'>;

/** What of a profile is kept as JSON. */
export function cardOf({ id: _id, version: _version, language: _language, ...profile }: ArticleProfile): string {
  const { publishedAt: _publishedAt, terms: _terms, weights: _weights, ...card } = profile;
  return JSON.stringify(card satisfies Card);
}

/** A copy of a blob that numbers of four bytes can be read from. */
export function alignedBytes(blob: Blob): ArrayBuffer {
  return Uint8Array.from(new Uint8Array(blob ?? [])).buffer;
}

/** The profile that a row holds. */
export function profileOf({
  id,
  version,
  language,
  published_at: publishedAt,
  card,
  terms,
  weights,
}: ProfileRow): ArticleProfile {
  return {
    ...(JSON.parse(card) as Card),
    ...{ id: ArticleId.parse(id), version, language, publishedAt },
    terms: new Uint32Array(alignedBytes(terms)),
    weights: new Float32Array(alignedBytes(weights)),
  };
}
