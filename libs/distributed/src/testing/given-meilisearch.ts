/** Where a Meilisearch server is and its key, where it asks for one. */
export interface GivenMeilisearch {
  readonly url: string;
  readonly key?: string;
}

/** The server that `COURANT_MEILI_URL` and `COURANT_MEILI_KEY` name; undefined where none is named. */
export function givenMeilisearch(): GivenMeilisearch | undefined {
  const { COURANT_MEILI_URL: url = '', COURANT_MEILI_KEY: key } = process.env;
  return url === '' ? undefined : { url, ...(key === undefined ? {} : { key }) };
}
