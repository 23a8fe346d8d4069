import type { ArticleColumns } from './article-columns.js';
import { keptDocids } from './kept-docids.js';

/** Found articles of which some may be translations of each other. */
export interface Collapsed {
  /** For each group, the found article that stands for it. */
  readonly standsFor: ReadonlyMap<number, number>;
  readonly shown: (docids: Int32Array) => Int32Array;
}

/**
 * One article for each translation group: of those found, the one in the reader's language, else the one found in the
 * earliest step, else the newest. `total`, pages and facet counts are of what is shown.
 */
export function collapse(
  steps: ReadonlyArray<Int32Array>,
  columns: ArticleColumns,
  language: string | undefined,
): Collapsed {
  const standsFor = new Map<number, number>();
  for (const docids of steps) {
    const inStep = new Map<number, number>();
    for (const docid of docids) {
      const group = columns.groupOf(docid);
      if (group === 0) continue;
      const best = inStep.get(group);
      if (best === undefined || better(docid, best, columns, language)) inStep.set(group, docid);
    }
    for (const [group, docid] of inStep) {
      const earlier = standsFor.get(group);
      const isReaders = columns.languageOf(docid) === language;
      if (earlier === undefined || (isReaders && columns.languageOf(earlier) !== language)) standsFor.set(group, docid);
    }
  }
  return {
    standsFor,
    shown: (docids) =>
      standsFor.size === 0
        ? docids
        : keptDocids(docids, (docid) => {
            const group = columns.groupOf(docid);
            return group === 0 || standsFor.get(group) === docid;
          }),
  };
}

function better(docid: number, best: number, columns: ArticleColumns, language: string | undefined): boolean {
  const [reads, bestReads] = [columns.languageOf(docid) === language, columns.languageOf(best) === language];
  if (reads !== bestReads) return reads;
  return columns.published(docid) > columns.published(best);
}
