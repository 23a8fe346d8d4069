import type { CollectedArticle } from '#ports/collected-article-store.port.js';

/** One article of each translation group: the one in the reader's language where there is one. */
export function oncePerTranslationGroup(articles: readonly CollectedArticle[], language: string): CollectedArticle[] {
  const chosen = new Map<string, CollectedArticle>();
  for (const article of articles) {
    const group =
      article.translationGroup === undefined ? `article ${article.id}` : `group ${article.translationGroup}`;
    const before = chosen.get(group);
    if (before === undefined || (before.language !== language && article.language === language)) {
      chosen.set(group, article);
    }
  }
  return [...chosen.values()];
}
