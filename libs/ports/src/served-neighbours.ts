import type { RelatedItem } from '#contracts/related.js';

/** A neighbour as it is kept, best first in its list. */
export interface KeptNeighbour {
  readonly item: RelatedItem;
  readonly translationGroup?: string;
  /** Ids of its copies. */
  readonly copies: ReadonlySet<string>;
}

/** The article whose list it is, and the reader. */
export interface ServedTo {
  readonly copies: ReadonlySet<string>;
  /** Languages by preference. */
  readonly languages: readonly string[];
}

/** The neighbours that are shown of those that are kept: no copy of the article, one of copies, one of translations. */
export function servedNeighbours(kept: readonly KeptNeighbour[], { copies, languages }: ServedTo): RelatedItem[] {
  const shown: KeptNeighbour[] = [];
  const groups = new Set<string>();
  for (const neighbour of kept) {
    const { translationGroup: group } = neighbour;
    if (group !== undefined && groups.has(group)) continue;
    const chosen = group === undefined ? neighbour : preferred(kept, group, languages);
    if (copies.has(chosen.item.id) || shown.some((other) => areCopies(other, chosen))) continue;
    if (group !== undefined) groups.add(group);
    shown.push(chosen);
  }
  return shown.map(({ item }) => item);
}

function preferred(kept: readonly KeptNeighbour[], group: string, languages: readonly string[]): KeptNeighbour {
  const members = kept.filter(({ translationGroup }) => translationGroup === group);
  const [first] = members;
  if (first === undefined) throw new Error(`no neighbour is of the group ${group}`);
  for (const language of languages) {
    const found = members.find(({ item }) => item.language === language);
    if (found !== undefined) return found;
  }
  return first;
}

function areCopies(one: KeptNeighbour, other: KeptNeighbour): boolean {
  return one.item.id === other.item.id || one.copies.has(other.item.id) || other.copies.has(one.item.id);
}
