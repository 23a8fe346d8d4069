import type { ArticleVersion, WaitingArticle } from './article-store.port.js';

/** The version that `read` gives, left out when it throws: what was stored before may not be readable any more. */
export function ifReadable(read: () => ArticleVersion): Pick<WaitingArticle, 'received'> {
  try {
    return { received: read() };
  } catch {
    return {};
  }
}
