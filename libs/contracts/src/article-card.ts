import type { Article } from './article.js';
import type { Facet, SearchHit } from './search.js';

/** What a hit shows of an article, as kept beside the index. */
export type ArticleCard = Omit<SearchHit, 'translations' | 'highlights' | 'why'>;

export function cardOf(article: Article): ArticleCard {
  const [image] = article.images;
  return {
    id: article.id,
    ...(article.url === undefined ? {} : { url: article.url }),
    title: article.title,
    ...(article.summary === undefined ? {} : { summary: article.summary }),
    language: article.language,
    sections: article.sections,
    tags: article.tags,
    type: article.type,
    authors: article.authors.map(({ name }) => name),
    publishedAt: article.publishedAt,
    ...(article.modifiedAt === undefined ? {} : { modifiedAt: article.modifiedAt }),
    source: article.source,
    ...(image === undefined
      ? {}
      : { image: { url: image.url, ...(image.alt === undefined ? {} : { alt: image.alt }) } }),
    ...(article.story === undefined ? {} : { story: article.story }),
    corrected: article.corrections.length > 0,
  };
}

/** The values under which an article is filtered and counted. */
export function facetValuesOf(article: Article): Array<readonly [Facet, string]> {
  const many: Array<readonly [Facet, readonly string[]]> = [
    ['section', article.sections],
    ['tag', article.tags],
    ['author', article.authors.map(({ name }) => name)],
    ['person', article.people],
    ['organisation', article.organisations],
    ['place', article.places],
  ];
  return [
    ['lang', article.canonicalLanguage],
    ['type', article.type],
    ['source', article.source],
    ...many.flatMap(([facet, values]) => [...new Set(values)].map((value) => [facet, value] as const)),
  ];
}

/** Names and tags under which an article is found by words too. */
export function labelsOf(article: Article): string[] {
  const { people, organisations, places, tags, authors } = article;
  return [...new Set([...people, ...organisations, ...places, ...tags, ...authors.map(({ name }) => name)])];
}
