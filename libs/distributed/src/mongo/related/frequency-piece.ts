import { alignedBytes, bytesOf } from '#ports/packed-profile.js';
import type { FrequencyTable } from '#ports/term-frequency-store.port.js';
import { readBytes, type Bytes } from './bytes.js';

/** A document may have 16 MB; a term takes eight bytes. */
const TERMS_OF_A_PIECE = 1_000_000;

/** As many terms of a language's table as fit into one document. */
export interface FrequencyPiece extends Omit<FrequencyTable, 'marks' | 'counts'> {
  readonly _id: string;
  /** Mark of the call that wrote it. */
  readonly turn: string;
  /** Among the pieces of the call. */
  readonly number: number;
  readonly writtenAt: Date;
  readonly marks: Bytes;
  readonly counts: Bytes;
}

/** The pieces of a table, in order; one at least. */
export function piecesOf({ marks, counts, ...table }: FrequencyTable) {
  const pieces = Math.max(1, Math.ceil(marks.length / TERMS_OF_A_PIECE));
  return Array.from({ length: pieces }, (_, piece) => {
    const [from, upTo] = [piece * TERMS_OF_A_PIECE, (piece + 1) * TERMS_OF_A_PIECE];
    return { ...table, marks: bytesOf(marks.subarray(from, upTo)), counts: bytesOf(counts.subarray(from, upTo)) };
  });
}

/** The tables that pieces in their order make. */
export function tablesOf(pieces: readonly FrequencyPiece[]): FrequencyTable[] {
  const languages = [...new Set(pieces.map(({ language }) => language))].sort();
  return languages.flatMap((language) => {
    const some = pieces.filter((piece) => piece.language === language);
    const [first] = some;
    if (first === undefined) return [];
    const { profiles, meanLength } = first;
    return [{ language, profiles, meanLength, marks: joined(some, 'marks'), counts: joined(some, 'counts') }];
  });
}

function joined(pieces: readonly FrequencyPiece[], field: 'marks' | 'counts'): Uint32Array {
  return new Uint32Array(alignedBytes(Buffer.concat(pieces.map((piece) => readBytes(piece[field])))));
}
