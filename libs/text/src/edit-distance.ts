/** How many typos a query word may hold: none below 4 letters, one from 4, two from 8. */
export function allowedTypos(word: string): number {
  const letters = [...word].length;
  if (letters < 4) return 0;
  return letters < 8 ? 1 : 2;
}

/** The Damerau-Levenshtein distance (adjacent transpositions count one), or max + 1 as soon as it must exceed max. */
export function damerauLevenshtein(left: string, right: string, max: number): number {
  if (left === right) return 0;
  if (Math.abs(left.length - right.length) > max) return max + 1;
  const width = right.length + 1;
  let before = new Array<number>(width).fill(0);
  let above = Array.from({ length: width }, (_, column) => column);
  let row = new Array<number>(width).fill(0);
  for (let i = 1; i <= left.length; i++) {
    const best = fillRow(left, right, i, max, { before, above, row });
    if (best > max) return max + 1;
    [before, above, row] = [above, row, before];
  }
  return Math.min(above[right.length] ?? max + 1, max + 1);
}

interface Rows {
  before: number[];
  above: number[];
  row: number[];
}

function fillRow(left: string, right: string, i: number, max: number, { before, above, row }: Rows): number {
  const from = Math.max(1, i - max);
  const to = Math.min(right.length, i + max);
  row.fill(max + 1);
  row[0] = i;
  let best = from === 1 ? i : max + 1;
  const letter = left.charCodeAt(i - 1);
  for (let j = from; j <= to; j++) {
    const other = right.charCodeAt(j - 1);
    let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (letter === other ? 0 : 1));
    if (i > 1 && j > 1 && letter === right.charCodeAt(j - 2) && left.charCodeAt(i - 2) === other) {
      cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
    }
    row[j] = cost;
    if (cost < best) best = cost;
  }
  return best;
}
