import type { NativeArticle } from '#contracts/native-article.js';
import { hash } from 'node:crypto';

/**
 * SHA-256 over what an article says, whatever the order of its keys: the schema that read it puts them in its own. The
 * sender's order marks are left out, so that a resend under a new version number is still the same. A withdrawal is a
 * withdrawal whatever else it carries.
 */
export function inputHash(article: NativeArticle): string {
  if (article.status === 'withdrawn') return hash('sha256', 'withdrawn');
  const { body, version: _version, modifiedAt: _modifiedAt, status: _status, ...rest } = article;
  const [kind, text] = Object.entries(body ?? {})[0] ?? [];
  return hash('sha256', `${JSON.stringify(rest)}\n${kind}\n${text}`);
}
