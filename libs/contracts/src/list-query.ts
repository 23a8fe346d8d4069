import { z } from 'zod';

/** What every list understands: how many, and where the previous page ended. */
export const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(200).optional(),
});

/** A page of a list; `nextCursor` is there while more follows. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
}

/** The shape of a page of such items. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() });
}

/** The page out of one item more than was asked for. */
export function pageOf<Item>(found: readonly Item[], limit: number, cursorOf: (item: Item) => string): ListPage<Item> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last !== undefined ? { items, nextCursor: cursorOf(last) } : { items };
}
