import { Article } from './article.js';
import { exampleArticle } from './events/example-article.js';
import { ARTICLE_TYPES } from './native-article.js';
import { schemaOrgArticle } from './schema-org-article.js';

const address = 'https://news.example/a/mzxw6ytboi2gkzlqorxw6ytboi';
const written = (change: object = {}): Record<string, unknown> =>
  schemaOrgArticle(Article.parse({ ...exampleArticle, ...change }), address);

describe('An article as schema.org JSON-LD', () => {
  it('says what a reader can see of it', () => {
    expect(written()).toEqual({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      '@id': address,
      url: 'https://news.example/bruecke',
      identifier: 'tb-1',
      headline: 'Brücke nach Sturm gesperrt',
      description: 'Die Nordbrücke bleibt bis Freitag zu.',
      articleBody: exampleArticle.text,
      wordCount: 9,
      inLanguage: 'de',
      datePublished: '2026-11-02T06:00:00Z',
      dateModified: '2026-11-02T07:30:00Z',
      articleSection: ['Lokales'],
      keywords: ['Sturm'],
      author: [{ '@type': 'Person', name: 'Jana Feddersen' }],
      about: [
        { '@type': 'Organization', name: 'Stadtwerke' },
        { '@type': 'Place', name: 'Nordmark' },
      ],
      correction: [
        {
          '@type': 'CorrectionComment',
          datePublished: '2026-11-02T07:30:00Z',
          text: 'Der Wochentag war falsch angegeben.',
        },
      ],
    });
  });

  it('names paid content and satire as what they are, never as news', () => {
    const types = ARTICLE_TYPES.map((type) => [type, written({ type })['@type']]);
    expect(Object.fromEntries(types)).toMatchObject({
      sponsored: 'AdvertiserContentArticle',
      satire: 'SatiricalArticle',
      opinion: 'OpinionNewsArticle',
    });
  });

  it('stands at its page when it has no address of its own', () => {
    expect(written({ url: undefined })['url']).toBe(address);
  });
});
