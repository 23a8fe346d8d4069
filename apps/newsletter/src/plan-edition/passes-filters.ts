import type { NewsletterQuery } from '#contracts/newsletter.js';
import type { CollectedArticle } from '#ports/collected-article-store.port.js';

const among = (wanted: readonly string[] | undefined, has: readonly string[]): boolean =>
  wanted === undefined || wanted.length === 0 || wanted.some((value) => has.includes(value));

/**
 * Whether an article is what the filters leave, as a search would: several values of one field mean "or", none mean any, fields
 * mean "and". Languages are for who asks the store, which knows them by their primary subtag.
 */
export function passesFilters(article: CollectedArticle, query: NewsletterQuery): boolean {
  const published = Date.parse(article.publishedAt);
  return (
    among(query.section, article.sections) &&
    among(query.tag, article.tags) &&
    among(query.type, [article.type]) &&
    among(query.source, [article.source]) &&
    among(query.author, article.authors) &&
    among(query.person, article.people) &&
    among(query.organisation, article.organisations) &&
    among(query.place, article.places) &&
    (query.from === undefined || published >= Date.parse(query.from)) &&
    (query.to === undefined || published <= Date.parse(query.to))
  );
}
