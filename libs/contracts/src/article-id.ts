import { hash } from 'node:crypto';
import { base32 } from './base32.js';
import { ArticleId, type SourceId } from './ids.js';

/** The article's id for ever: the first 128 bits of SHA-256 over source and externalId, so that a resend finds itself. */
export function articleIdOf(source: SourceId, externalId: string): ArticleId {
  const digest = hash('sha256', JSON.stringify([source, externalId]), 'buffer');
  return ArticleId.parse(base32(digest.subarray(0, 16)));
}
