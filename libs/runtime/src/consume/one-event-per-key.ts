/**
 * Cuts items in order into waves that hold each key at most once; worked off one after the other, the order per key holds.
 */
export function oneEventPerKey<Item extends { readonly key: string }>(items: readonly Item[]): Item[][] {
  const waves: Item[][] = [];
  const seen = new Map<string, number>();
  for (const item of items) {
    const turn = seen.get(item.key) ?? 0;
    seen.set(item.key, turn + 1);
    (waves[turn] ??= []).push(item);
  }
  return waves;
}

/** Items with the same mark together, cut to at most `largest(mark)` each. */
export function chunksBy<Item, Mark>(
  items: readonly Item[],
  markOf: (item: Item) => Mark,
  largest: (mark: Mark) => number,
): Array<{ mark: Mark; items: Item[] }> {
  const byMark = new Map<Mark, Item[]>();
  for (const item of items) {
    const mark = markOf(item);
    const together = byMark.get(mark);
    if (together === undefined) byMark.set(mark, [item]);
    else together.push(item);
  }
  return [...byMark].flatMap(([mark, together]) => {
    const size = largest(mark);
    const count = Math.ceil(together.length / size);
    return Array.from({ length: count }, (_, index) => ({
      mark,
      items: together.slice(index * size, (index + 1) * size),
    }));
  });
}
