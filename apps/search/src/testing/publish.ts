import type { Article } from '#contracts/article.js';
import { ArticleStore } from '#ports/article-store.port.js';
import { SearchIndex } from '#ports/search-index.port.js';
import { put } from '#ports/testing/a-search.js';
import { aVersion, aWrite, thenWrite } from '#ports/testing/article-write-builder.js';
import type { StartedApp } from '#runtime/testing/start-app.js';

const firstWrite = ({ id, source, externalId }: Article) =>
  aWrite(externalId, {
    head: { ...aWrite(externalId).head, id, source, externalId, state: 'published', publishedVersion: 1 },
  });

/** Puts articles where pages read them, as ingestion and the indexer would. */
export async function publish(app: StartedApp, ...articles: Article[]): Promise<void> {
  const writes = articles.map((published) => ({ ...firstWrite(published), published }));
  await app.get(ArticleStore).commit(writes, []);
  await app.get(SearchIndex).apply(articles.map(put));
}

/** Takes a published article back. */
export async function withdraw(app: StartedApp, article: Article): Promise<void> {
  const { externalId, id } = article;
  const withdrawal = thenWrite(firstWrite(article), {
    received: aVersion(externalId, { version: 2 }),
    published: null,
    head: { state: 'withdrawn' },
  });
  await app.get(ArticleStore).commit([withdrawal], []);
  await app.get(SearchIndex).apply([{ kind: 'remove', id, version: 2 }]);
}
