import type { PostResult } from './post-articles.js';

/** How many articles were created, updated, refused..., in one line. */
export function countOutcomes(results: readonly PostResult[]): string {
  const counts = new Map<string, number>();
  for (const { outcome, status } of results) {
    const name = outcome ?? `refused (${status})`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ') || 'nothing to post';
}
