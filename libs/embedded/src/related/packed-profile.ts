import { ArticleId } from '#contracts/ids.js';
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

/** The part of a profile that is kept as JSON; the words are one text, since most are never read. */
export interface ProfileCard {
  readonly title: string;
  readonly url?: string;
  readonly translationGroup?: string;
  readonly sections: readonly string[];
  readonly tags: readonly string[];
  readonly names: readonly string[];
  readonly words: string;
}

const HEADER = 4;

/** What of a profile is kept as JSON. */
export function cardOf({ title, url, translationGroup, sections, tags, names, words }: ArticleProfile): ProfileCard {
  return {
    title,
    ...(url === undefined ? {} : { url }),
    ...(translationGroup === undefined ? {} : { translationGroup }),
    ...{ sections, tags, names, words: words.join('\n') },
  };
}

/** The numbers of a profile as one run of bytes: four sizes, then terms, strongest and signature, then counts and capitals. */
export function packed({ length, terms, strongest, signature, counts, capitals }: ArticleProfile): Buffer {
  const header = Uint32Array.of(length, terms.length, strongest.length, signature.length);
  return Buffer.concat([header, terms, strongest, signature, counts, capitals].map(bytesOf));
}

/** The profile that a row holds. */
export function profileOf(row: ProfileRow): ArticleProfile {
  const bytes = alignedBytes(row.packed);
  const [length = 0, terms = 0, strongest = 0, signature = 0] = new Uint32Array(bytes, 0, HEADER);
  const numbers = new Uint32Array(bytes, HEADER * 4, terms + strongest + signature);
  const { words, ...card } = JSON.parse(row.card) as ProfileCard;
  return {
    id: ArticleId.parse(row.id),
    ...{ version: row.version, language: row.language, publishedAt: row.published_at },
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    ...card,
    length,
    terms: numbers.subarray(0, terms),
    counts: new Uint16Array(bytes, (HEADER + numbers.length) * 4, terms),
    capitals: new Uint8Array(bytes, (HEADER + numbers.length) * 4 + terms * 2, terms),
    strongest: numbers.subarray(terms, terms + strongest),
    words: words === '' ? [] : words.split('\n'),
    signature: numbers.subarray(terms + strongest),
  };
}

/** A copy of a blob from which numbers of any size can be read. */
export function alignedBytes(blob: Blob): ArrayBuffer {
  return Uint8Array.from(new Uint8Array(blob)).buffer;
}

/** The bytes of numbers, not copied. */
export function bytesOf({
  buffer,
  byteOffset,
  byteLength,
}: Uint32Array | Int32Array | Uint16Array | Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
