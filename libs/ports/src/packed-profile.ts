import { ArticleId } from '#contracts/ids.js';
import type { ArticleProfile } from './posting-store.port.js';

/** The part of a profile that is kept readable; the words are one text, since most are never read. */
export interface ProfileCard extends Pick<
  ArticleProfile,
  'title' | 'url' | 'translationGroup' | 'sections' | 'tags' | 'names'
> {
  readonly words: string;
}

/** A profile as stores keep it: few fields, and its numbers as one run of bytes. */
export interface PackedProfile extends Pick<ArticleProfile, 'version' | 'language' | 'publishedAt' | 'expiresAt'> {
  readonly id: string;
  readonly card: ProfileCard;
  readonly numbers: Uint8Array;
}

const HEADER = 4;

/** The profile as it is to be kept. */
export function packed({ id, version, language, publishedAt, expiresAt, ...rest }: ArticleProfile): PackedProfile {
  return {
    ...{ id, version, language, publishedAt },
    ...(expiresAt === undefined ? {} : { expiresAt }),
    card: cardOf(rest),
    numbers: numbersOf(rest),
  };
}

/** The profile that was kept. */
export function unpacked({ id, version, language, publishedAt, expiresAt, ...kept }: PackedProfile): ArticleProfile {
  const bytes = alignedBytes(kept.numbers);
  const [length = 0, terms = 0, strongest = 0, signature = 0] = new Uint32Array(bytes, 0, HEADER);
  const numbers = new Uint32Array(bytes, HEADER * 4, terms + strongest + signature);
  const { words, ...card } = kept.card;
  return {
    id: ArticleId.parse(id),
    ...{ version, language, publishedAt },
    ...(expiresAt === undefined ? {} : { expiresAt }),
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

/** A copy of bytes from which numbers of any size can be read. */
export function alignedBytes(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** The bytes of numbers, not copied. */
export function bytesOf({
  buffer,
  byteOffset,
  byteLength,
}: Uint32Array | Int32Array | Uint16Array | Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

type Rest = Omit<ArticleProfile, 'id' | 'version' | 'language' | 'publishedAt' | 'expiresAt'>;

function cardOf({ title, url, translationGroup, sections, tags, names, words }: Rest): ProfileCard {
  return {
    title,
    ...(url === undefined ? {} : { url }),
    ...(translationGroup === undefined ? {} : { translationGroup }),
    ...{ sections, tags, names, words: words.join('\n') },
  };
}

/** Four sizes, then terms, strongest and signature, then counts and capitals. */
function numbersOf({ length, terms, strongest, signature, counts, capitals }: Rest): Buffer {
  const header = Uint32Array.of(length, terms.length, strongest.length, signature.length);
  return Buffer.concat([header, terms, strongest, signature, counts, capitals].map(bytesOf));
}
