import type { World } from './world.js';

interface Place {
  readonly place: string;
  readonly contentType: string;
  /** Its content security policy. */
  readonly policy: string;
  readonly raw: string;
  /** In lower case. */
  readonly body: string;
}

/**
 * Reads every public address where an article, its words or its neighbours may appear. Questions hold only
 * the beginning of `word`, so that a page which repeats the question does not hold the word.
 */
export async function everyPublicPlace(
  world: World,
  { id, neighbour, word, editions }: { id: string; neighbour: string; word: string; editions: readonly string[] },
): Promise<Place[]> {
  const start = encodeURIComponent(word.slice(0, 4));
  const paths = [
    ...['native', 'ninjs', 'schema.org'].map((format) => `/v1/articles/${id}?format=${format}`),
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
    ...editions.map((edition) => `/e/${encodeURIComponent(edition)}`),
  ];
  return Promise.all(
    paths.map(async (place) => {
      const response = await fetch(new URL(place, world.newsroom.url));
      const raw = await response.text();
      return {
        place,
        contentType: response.headers.get('content-type') ?? '',
        policy: response.headers.get('content-security-policy') ?? '',
        raw,
        body: raw.toLowerCase(),
      };
    }),
  );
}
