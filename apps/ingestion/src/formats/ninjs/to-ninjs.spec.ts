import { Article } from '#contracts/article.js';
import { exampleArticle } from '#contracts/events/example-article.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { ninjsFormat } from './ninjs.format.js';
import { toNinjs } from './to-ninjs.js';

const schema = JSON.parse(readFileSync(new URL('./testing/ninjs-schema_3.1.json', import.meta.url), 'utf8')) as object;
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({}, 'https://geojson.org/schema/GeoJSON.json');
const isNinjs = ajv.compile(schema);

const full = Article.parse({
  ...exampleArticle,
  type: 'opinion',
  people: ['Noreen Applegarth'],
  images: [
    { url: 'https://x.example/a.jpg', alt: 'A bridge', caption: 'The bridge', credit: 'Jo', width: 900, height: 600 },
  ],
  translationGroup: 'bridge',
  expiresAt: '2027-01-01T00:00:00Z',
  trust: { publishingPrinciples: 'https://x.example/principles', correctionsPolicy: 'https://x.example/corrections' },
});
const bare = Article.parse({
  ...exampleArticle,
  summary: undefined,
  sections: [],
  tags: [],
  authors: [],
  organisations: [],
  places: [],
});

describe('An article written as ninjs', () => {
  it.each([
    ['with everything', full],
    ['with the least', bare],
  ])('%s is valid by the schema of IPTC', (_what, article) => {
    isNinjs(JSON.parse(JSON.stringify(toNinjs(article))));
    expect(isNinjs.errors ?? []).toEqual([]);
  });

  it('is read back as the same article', () => {
    const result = ninjsFormat.read(JSON.parse(JSON.stringify(toNinjs(full))));
    expect(result).toMatchObject({
      article: {
        title: full.title,
        summary: full.summary,
        body: full.body,
        language: 'de',
        type: 'opinion',
        people: full.people,
        organisations: full.organisations,
        places: full.places,
        tags: [...full.sections, ...full.tags],
        images: full.images,
        translationGroup: 'bridge',
        expiresAt: full.expiresAt,
        publishedAt: full.publishedAt,
        trust: full.trust,
      },
    });
  });

  it('has a URI for its name, whatever its source calls it', () => {
    expect(toNinjs(bare)['uri']).toBe('urn:courant:tageblatt:tb-1');
    expect(toNinjs({ ...bare, externalId: 'urn:newsml:x:1' })['uri']).toBe('urn:newsml:x:1');
  });
});
