import { COMPOUND_LINKS, SHORTEST_PART } from '#text/decompound.js';
import { collapseUmlauts, fold } from '#text/fold.js';

const LONGEST_COMPOUND = 40;

/**
 * The ways in which a German word may be made of two, each without what links them. Which of them is right is not known
 * here: where the words of a wrong one are not in any article, it finds none.
 */
export function compoundParts(word: string): Array<readonly [string, string]> {
  const folded = collapseUmlauts(fold(word), 'de');
  if (folded.length > LONGEST_COMPOUND || !/^[a-z]+$/.test(folded)) return [];
  const parts: Array<readonly [string, string]> = [];
  for (let at = SHORTEST_PART; at <= folded.length - SHORTEST_PART; at++) {
    const [head, tail] = [folded.slice(0, at), folded.slice(at)];
    for (const link of COMPOUND_LINKS) {
      const first = head.slice(0, head.length - link.length);
      if (head.endsWith(link) && first.length >= SHORTEST_PART) parts.push([first, tail]);
    }
  }
  return parts;
}
