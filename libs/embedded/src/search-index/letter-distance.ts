/**
 * The Damerau-Levenshtein distance (neighbours that changed places count one) of a word to a packed one, or more than
 * `max` when it is farther than that. The same measure as #text/edit-distance.js, without making strings and arrays: it
 * is asked for thousands of words per query.
 */
export function closeWithin(word: Uint16Array, units: Uint16Array, start: number, length: number, max: number): number {
  let head = 0;
  const shorter = Math.min(word.length, length);
  while (head < shorter && word[head] === units[start + head]) head++;
  let tail = 0;
  while (tail < shorter - head && word[word.length - 1 - tail] === units[start + length - 1 - tail]) tail++;
  const left = word.length - head - tail;
  const right = length - head - tail;
  if (left === 0 || right === 0) return Math.max(left, right);
  if (Math.abs(left - right) > max) return max + 1;
  if (max === 1) {
    const swapped = left === 2 && right === 2 && crosswise(word, head, units, start + head);
    return swapped || (left === 1 && right === 1) ? 1 : 2;
  }
  return banded(word.subarray(head, head + left), units.subarray(start + head, start + head + right), max);
}

function crosswise(word: Uint16Array, at: number, units: Uint16Array, other: number): boolean {
  return word[at] === units[other + 1] && word[at + 1] === units[other];
}

const WIDEST = 256;
let before = new Uint8Array(WIDEST + 1);
let above = new Uint8Array(WIDEST + 1);
let row = new Uint8Array(WIDEST + 1);

function banded(left: Uint16Array, right: Uint16Array, max: number): number {
  for (let j = 0; j <= right.length; j++) above[j] = Math.min(j, max + 1);
  for (let i = 1; i <= left.length; i++) {
    if (fillRow(left, right, i, max) > max) return max + 1;
    [before, above, row] = [above, row, before];
  }
  return Math.min(above[right.length] ?? max + 1, max + 1);
}

function fillRow(left: Uint16Array, right: Uint16Array, i: number, max: number): number {
  const from = Math.max(1, i - max);
  const to = Math.min(right.length, i + max);
  row[from - 1] = from === 1 ? Math.min(i, max + 1) : max + 1;
  if (to < right.length) row[to + 1] = max + 1;
  let best = row[from - 1] ?? 0;
  const letter = left[i - 1];
  for (let j = from; j <= to; j++) {
    const other = right[j - 1];
    const replaced = (above[j - 1] ?? 0) + (letter === other ? 0 : 1);
    let cost = Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
    if (i > 1 && j > 1 && letter === right[j - 2] && left[i - 2] === other) {
      cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
    }
    row[j] = Math.min(cost, max + 1);
    if (cost < best) best = cost;
  }
  return best;
}
