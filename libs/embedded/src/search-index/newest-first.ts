import { keptDocids } from './kept-docids.js';
import type { ArticleColumns } from './article-columns.js';

/** Docids by time, the newest first, of the same time the later one; only the first so many when a number is given. */
export function newestFirst(docids: Int32Array, columns: ArticleColumns, many = docids.length): Int32Array {
  return firstInTime(docids, columns, many, 1);
}

/** The oldest of them, the last of `newestFirst` first. */
export function oldestFirst(docids: Int32Array, columns: ArticleColumns, many: number): Int32Array {
  return firstInTime(docids, columns, many, -1);
}

function firstInTime(docids: Int32Array, columns: ArticleColumns, many: number, direction: 1 | -1): Int32Array {
  const timeOf = (docid: number): number => direction * columns.published(docid);
  const some = many * 2 < docids.length ? highest(docids, many, timeOf) : docids.slice();
  return some.sort((left, right) => timeOf(right) - timeOf(left) || direction * (right - left)).subarray(0, many);
}

/** The docids with the highest keys, and all that share the least of these, in their own order. Sorting all of them would take ten times as long. */
export function highest(docids: Int32Array, many: number, keyOf: (docid: number) => number): Int32Array {
  if (many <= 0) return new Int32Array(0);
  const keys = new Float64Array(docids.length);
  for (let at = 0; at < docids.length; at++) keys[at] = keyOf(docids[at] ?? 0);
  const least = keys.slice().sort()[keys.length - many] ?? -Infinity;
  let at = 0;
  return keptDocids(docids, () => (keys[at++] ?? 0) >= least);
}
