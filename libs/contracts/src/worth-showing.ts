import { RELATED_WEIGHTS } from './related-ranking.js';
import type { RelatedItem } from './related.js';

/** The neighbours that a reader is shown unasked: at most so many, and none that shares little more than common words. */
export function worthShowing(items: readonly RelatedItem[], most: number): RelatedItem[] {
  return items.filter(({ score }) => score >= RELATED_WEIGHTS.shown.value).slice(0, most);
}
