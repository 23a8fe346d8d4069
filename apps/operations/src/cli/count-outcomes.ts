import type { PostResult } from './post-articles.js';

/** How many articles were created, replayed, refused..., in one line. */
export function countOutcomes(results: readonly PostResult[]): string {
  const counts = new Map<string, number>();
  for (const result of results) counts.set(nameOf(result), (counts.get(nameOf(result)) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ') || 'nothing to post';
}

/** A refusal is one, though the request was the same before; what was taken then was not taken again. */
function nameOf({ outcome, status, replayed }: PostResult): string {
  if (outcome === undefined) return `refused (${status})`;
  return replayed === true ? 'posted before' : outcome;
}
