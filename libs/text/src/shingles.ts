/** A MinHash signature: unsigned 32-bit numbers, comparable when made with the same size. */
export type Signature = number[];

const SIGNATURE_SIZE = 64;
const ROWS_PER_BAND = 4;

function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return mix(hash);
}

function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

const SEEDS = seedsOf(SIGNATURE_SIZE);

function seedsOf(size: number): Int32Array {
  return Int32Array.from({ length: size }, (_, index) => mix(index + 1));
}

/** The hashed word n-grams of a text; a text shorter than n words is one shingle. */
export function shingles(words: readonly (string | { readonly word: string })[], n = 3): Set<number> {
  const hashes = words.map((word) => hashWord(typeof word === 'string' ? word : word.word));
  const found = new Set<number>();
  const length = Math.min(n, hashes.length);
  for (let from = 0; from + length <= hashes.length && length > 0; from++) {
    let hash = 0;
    for (let at = from; at < from + length; at++) hash = mix(Math.imul(hash, 31) + (hashes[at] ?? 0));
    found.add(hash);
  }
  return found;
}

/** The MinHash signature of a set of shingles, empty for an empty set; the same on every machine. */
export function minHash(set: ReadonlySet<number>, size = SIGNATURE_SIZE): Signature {
  if (set.size === 0) return [];
  const hashes = Int32Array.from(set);
  const seeds = size === SIGNATURE_SIZE ? SEEDS : seedsOf(size);
  const signature: Signature = [];
  for (const seed of seeds) signature.push(leastHash(hashes, seed) >>> 0);
  return signature;
}

function leastHash(hashes: Int32Array, seed: number): number {
  let least = 0x7fffffff;
  for (let at = 0; at < hashes.length; at++) {
    let hash = Math.imul((hashes[at] ?? 0) ^ seed, 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 15), 0x297a2d39);
    if (hash < least) least = hash;
  }
  return least;
}

/** Keys under which near-duplicates meet: two texts of Jaccard .8 share at least one with probability .9999, of .2 with .03. */
export function bands(signature: readonly number[], rows = ROWS_PER_BAND): string[] {
  const keys: string[] = [];
  for (let from = 0; from + rows <= signature.length; from += rows) {
    let high = from + 1;
    let low = 0x9e3779b9;
    for (const value of signature.slice(from, from + rows)) {
      high = mix(high ^ value);
      low = mix(low + value);
    }
    keys.push(`${(from / rows).toString(36)}.${(high >>> 0).toString(36)}.${(low >>> 0).toString(36)}`);
  }
  return keys;
}

/** The Jaccard similarity that two signatures estimate. */
export function estimatedJaccard(left: readonly number[], right: readonly number[]): number {
  const size = Math.min(left.length, right.length);
  if (size === 0) return 0;
  let equal = 0;
  for (let row = 0; row < size; row++) if (left[row] === right[row]) equal++;
  return equal / size;
}

function shared(left: ReadonlySet<number>, right: ReadonlySet<number>): number {
  const [small, large] = left.size <= right.size ? [left, right] : [right, left];
  let count = 0;
  for (const shingle of small) if (large.has(shingle)) count++;
  return count;
}

/** Shared shingles over all shingles; 0 when both are empty. */
export function jaccard(left: ReadonlySet<number>, right: ReadonlySet<number>): number {
  const common = shared(left, right);
  const all = left.size + right.size - common;
  return all === 0 ? 0 : common / all;
}

/** The part of the smaller set that the larger one holds: near 1 when one text was cut from the other. */
export function containment(left: ReadonlySet<number>, right: ReadonlySet<number>): number {
  const smaller = Math.min(left.size, right.size);
  return smaller === 0 ? 0 : shared(left, right) / smaller;
}
