import { alignedBytes, unpacked, type PackedProfile, type ProfileCard } from '#ports/packed-profile.js';
import type { ArticleProfile } from '#ports/posting-store.port.js';

/** libsql gives a blob as a Buffer from `get` and as an ArrayBuffer from `all`. */
export type Blob = Uint8Array | ArrayBuffer;

/** What is read of related_profiles. */
export interface ProfileRow {
  readonly id: string;
  readonly version: number;
  readonly language: string;
  readonly published_at: number;
  readonly expires_at: number | null;
  readonly card: string;
  readonly packed: Blob;
}

export const PROFILE_COLUMNS = 'id, version, language, published_at, expires_at, card, packed';

/** The values of PROFILE_COLUMNS for a profile. */
export function columnsOf({ id, version, language, publishedAt, expiresAt, card, numbers }: PackedProfile) {
  return [id, version, language, publishedAt, expiresAt ?? null, JSON.stringify(card), Buffer.from(numbers)];
}

/** The profile that a row holds. */
export function profileOf({ published_at: publishedAt, expires_at: expiresAt, ...row }: ProfileRow): ArticleProfile {
  return unpacked({
    ...{ id: row.id, version: row.version, language: row.language, publishedAt },
    ...(expiresAt === null ? {} : { expiresAt }),
    card: JSON.parse(row.card) as ProfileCard,
    numbers: new Uint8Array(row.packed),
  });
}

/** The keys that a row of related_profile_texts holds. */
export function keysOf(bytes: Blob): Uint32Array {
  return new Uint32Array(alignedBytes(new Uint8Array(bytes)));
}
