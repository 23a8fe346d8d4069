import type { Article } from '#contracts/article.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import type { ArticleToCollect } from '#ports/collected-article-store.port.js';

/** What editions need of a published article. */
export function toCollect(article: Article): ArticleToCollect {
  const { id, version, title, type, source, sections, tags, people, organisations, places, readingMinutes } = article;
  const { summary, url, publishedAt, modifiedAt, expiresAt, translationGroup, trust } = article;
  const [image] = article.images;
  const correction = [...article.corrections].sort((one, other) => Date.parse(other.at) - Date.parse(one.at))[0];
  return {
    card: {
      ...{ id, version, title, type, source, sections, tags, people, organisations, places, readingMinutes },
      ...{ publishedAt, language: article.canonicalLanguage, authors: article.authors.map(({ name }) => name) },
      ...withoutAbsent({ summary, url, modifiedAt, expiresAt, translationGroup, correction }),
      ...withoutAbsent({ sponsor: trust?.sponsor, disclaimer: trust?.disclaimer, aiUse: trust?.aiUse }),
      ...(image === undefined
        ? {}
        : { image: { url: image.url, ...withoutAbsent({ alt: image.alt, credit: image.credit }) } }),
    },
    text: [title, summary ?? '', article.text].join('\n'),
  };
}
