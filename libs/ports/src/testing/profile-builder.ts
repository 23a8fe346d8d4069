import type { ArticleProfile, ProfileToPut } from '../posting-store.port.js';
import { articleId } from './newsletter-builders.js';

/** An English profile that is found by `keys`; the same name is the same article. */
export function aProfile(
  name: string,
  keys: readonly number[] = [],
  change: Partial<ArticleProfile> = {},
  shingles: readonly number[] = [1, -2, 3],
): ProfileToPut {
  const profile: ArticleProfile = {
    id: articleId(name),
    version: 1,
    language: 'en',
    publishedAt: Date.parse('2026-11-02T06:00:00Z'),
    title: `Title of ${name}`,
    sections: ['North'],
    tags: ['storm'],
    names: ['Ellerby'],
    length: 12,
    terms: Uint32Array.from([1, 70_000, 4_294_967_295]),
    counts: Uint16Array.from([1, 65_535, 3]),
    capitals: Uint8Array.from([0, 255, 85]),
    strongest: Uint32Array.from([70_000, 1]),
    words: ['harbour', 'storm'],
    signature: Uint32Array.from([9, 4_294_967_295]),
    ...change,
  };
  return { profile, keys, shingles: Int32Array.from(shingles) };
}
