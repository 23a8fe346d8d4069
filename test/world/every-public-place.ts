import type { World } from './world.js';

interface Place {
  readonly place: string;
  readonly body: string;
}

/**
 * Reads, in lower case, every public address where an article, its words or its neighbours may appear. Questions hold only
 * the beginning of `word`, so that a page which repeats the question does not hold the word.
 */
export async function everyPublicPlace(
  world: World,
  { id, neighbour, word }: { id: string; neighbour: string; word: string },
): Promise<Place[]> {
  const start = encodeURIComponent(word.slice(0, 4));
  const paths = [
    `/v1/articles/${id}`,
    `/v1/articles/${id}/versions`,
    `/v1/articles/${id}/related`,
    `/v1/articles/${neighbour}/related?explain=1&limit=100`,
    `/v1/search?q=${start}&facets=section,tag,person,place`,
    `/v1/search?facets=section,tag,person,place&limit=100`,
    `/v1/suggest?q=${start}`,
    `/a/${id}`,
    `/a/${neighbour}`,
    `/?q=${start}`,
    `/n/daily`,
    `/n/daily/feed.json`,
  ];
  return Promise.all(
    paths.map(async (place) => {
      const response = await fetch(new URL(place, world.newsroom.url));
      return { place, body: (await response.text()).toLowerCase() };
    }),
  );
}
