import type { Article } from './article.js';
import { withoutAbsent } from './without-absent.js';

/** schema.org types by article type; satire and paid content are articles but no news. */
const TYPES: Readonly<Record<Article['type'], string>> = {
  news: 'NewsArticle',
  opinion: 'OpinionNewsArticle',
  analysis: 'AnalysisNewsArticle',
  background: 'BackgroundNewsArticle',
  review: 'ReviewNewsArticle',
  interview: 'ReportageNewsArticle',
  satire: 'SatiricalArticle',
  sponsored: 'AdvertiserContentArticle',
  'press-release': 'Article',
};

/** An article as schema.org JSON-LD, for other programs and for the head of its page. Not escaped for HTML. */
export function schemaOrgArticle(article: Article, address: string): Record<string, unknown> {
  const { trust, publishedAt, modifiedAt } = article;
  return withoutAbsent({
    '@context': 'https://schema.org',
    '@type': TYPES[article.type],
    '@id': address,
    url: article.url ?? address,
    identifier: article.externalId,
    headline: article.title,
    description: article.summary,
    articleBody: article.text,
    wordCount: article.wordCount,
    inLanguage: article.language,
    datePublished: publishedAt,
    dateModified: modifiedAt ?? publishedAt,
    expires: article.expiresAt,
    articleSection: some(article.sections),
    keywords: some(article.tags),
    author: some(article.authors.map(authorOf)),
    image: some(article.images.map(imageOf)),
    about: some(entitiesOf(article)),
    correction: some(article.corrections.map(correctionOf)),
    publishingPrinciples: trust?.publishingPrinciples,
    sponsor: trust?.sponsor === undefined ? undefined : { '@type': 'Organization', name: trust.sponsor },
  });
}

const authorOf = ({ name, url, bio }: Article['authors'][number]): object =>
  withoutAbsent({ '@type': 'Person', name, url, description: bio });

const imageOf = ({ url, alt, caption, credit, width, height }: Article['images'][number]): object =>
  withoutAbsent({ '@type': 'ImageObject', url, caption: caption ?? alt, creditText: credit, width, height });

const correctionOf = ({ at, text }: Article['corrections'][number]): object => ({
  '@type': 'CorrectionComment',
  datePublished: at,
  text,
});

const entitiesOf = ({ people, organisations, places }: Article): object[] => [
  ...people.map((name) => ({ '@type': 'Person', name })),
  ...organisations.map((name) => ({ '@type': 'Organization', name })),
  ...places.map((name) => ({ '@type': 'Place', name })),
];

const some = <Entry>(entries: readonly Entry[]): readonly Entry[] | undefined =>
  entries.length === 0 ? undefined : entries;
