import type { ReaderQuery } from './search-queries.js';

/** The address of a search with everything on that a result page shows. */
export function searchPath({ q, section }: ReaderQuery): string {
  const parameters = new URLSearchParams({ q, facets: 'section,tag,type,lang', highlight: '1' });
  if (section !== undefined) parameters.set('section', section);
  return `/v1/search?${parameters.toString()}`;
}

/** Milliseconds of each search, asked by so many clients that each wait for their answer. */
export async function timeSearches(url: string, queries: readonly ReaderQuery[], clients: number): Promise<number[]> {
  const times: number[] = [];
  const waiting = [...queries];
  const client = async (): Promise<void> => {
    for (let query = waiting.pop(); query !== undefined; query = waiting.pop()) {
      const began = performance.now();
      const response = await fetch(`${url}${searchPath(query)}`);
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${searchPath(query)} was answered ${response.status}`);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return times;
}
