import type { NativeArticle } from '#contracts/native-article.js';
import { createHash } from 'node:crypto';

/**
 * SHA-256 over what an article says, whatever the order of its keys; the sender's order marks are left out, so that a
 * resend under a new version number is still the same. A withdrawal is a withdrawal whatever else it carries.
 */
export function inputHash(article: NativeArticle): string {
  const { version: _version, modifiedAt: _modifiedAt, ...content } = article;
  const said = article.status === 'withdrawn' ? { status: 'withdrawn' } : { ...content, status: 'published' };
  return createHash('sha256')
    .update(JSON.stringify(sorted(said)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
