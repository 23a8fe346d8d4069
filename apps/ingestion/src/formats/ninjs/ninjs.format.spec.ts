import { readFileSync } from 'node:fs';
import type { FormatResult } from '../article-format.js';
import { ninjsFormat } from './ninjs.format.js';

interface Vector {
  readonly name: string;
  readonly expect: 'valid' | 'invalid';
  readonly document: Record<string, unknown>;
}
const vectors = readFileSync(new URL('./testing/vectors.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);
const rows = (wanted: (vector: Vector) => boolean): Array<[string, Vector]> =>
  vectors.filter(wanted).map((vector) => [vector.name, vector]);

const pointersOf = (result: FormatResult): string[] =>
  'errors' in result ? result.errors.map(({ pointer }) => pointer) : [];
const articleOf = (document: object) => {
  const result = ninjsFormat.read(document);
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return result.article;
};
const example = (name: string): object =>
  vectors.find((vector) => vector.name === `examples/3.0/${name}.json`)?.document ?? {};

/** What an article needs and ninjs leaves open: a title and a body. */
const withText = (document: Record<string, unknown>): Record<string, unknown> => ({
  headlines: [{ value: 'Headline' }],
  bodies: [{ value: 'Body.' }],
  ...document,
});
const isArticle = ({ document: { type } }: Vector): boolean =>
  ['text', 'composite', undefined].includes(type as string);
describe('ninjs 3', () => {
  it.each(rows((vector) => vector.expect === 'valid' && isArticle(vector)))(
    'takes %s, once it has a text',
    (_name, vector) => {
      expect(pointersOf(ninjsFormat.read(withText({ ...vector.document, type: undefined })))).toEqual([]);
    },
  );

  it.each(rows((vector) => vector.expect === 'valid' && !isArticle(vector)))(
    'says of %s that it is no article, and nothing else',
    (_name, { document }) => {
      expect(pointersOf(ninjsFormat.read(withText(document)))).toEqual(['/type']);
    },
  );

  it.each(rows((vector) => vector.expect === 'invalid'))('refuses %s', (_name, { document }) => {
    expect(pointersOf(ninjsFormat.read(withText(document)))).not.toEqual([]);
  });

  it.each([
    ['001_bad_toplevel', '/random'],
    ['002_bad_association', '/associations/0/name'],
    ['006_bad_urgency', '/urgency'],
    ['001_bad_digital_source', '/digitalSourceType'],
    ['001_bad_geojson', '/versioncreated'],
  ])('points at what is wrong in %s: %s', (name, pointer) => {
    const vector = vectors.find((one) => one.name.includes(name));
    expect(pointersOf(ninjsFormat.read(withText(vector?.document ?? {})))).toContain(pointer);
  });

  it('reads the wire copy of dpa', () => {
    expect(articleOf(example('dpa_text'))).toMatchObject({
      externalId: 'urn:newsml:dpa.com:20090101:190510-99-167362',
      title: 'Faktencheck Derby-Elfmeter: Hat Schiedsrichter Zwayer recht?',
      body: { html: expect.stringContaining('Lucien Favre') as string },
      language: 'de',
      version: 2,
      modifiedAt: '2019-05-10T16:02:28+02:00',
      authors: [{ name: 'Von Christian Hollmann, dpa' }],
      status: 'published',
    });
  });

  it('reads people, places, subjects and the expiry of TT', () => {
    expect(articleOf(example('tt_text_image_3'))).toMatchObject({
      people: ['Jonas Svensson'],
      organisations: ['Aurora'],
      places: ['Sverige', 'Gotland', 'Finland'],
      tags: ['Krig, konflikter och oroligheter'],
      expiresAt: '2023-05-31T00:00:00+02:00',
      body: { html: expect.stringContaining('Militärövning') as string },
    });
  });

  it.each([
    ['the title where there is no headline', { headlines: undefined, title: 'Named' }, { title: 'Named' }],
    [
      'the main headline before others',
      {
        headlines: [
          { role: 'seo', value: 'x' },
          { role: 'main', value: 'y' },
        ],
      },
      { title: 'y' },
    ],
    [
      'HTML before plain text',
      { bodies: [{ value: 'a' }, { contentType: 'text/html', value: '<p>b' }] },
      { body: { html: '<p>b' } },
    ],
    ['a body whose role says HTML', { bodies: [{ role: 'xhtml', value: '<p>b' }] }, { body: { html: '<p>b' } }],
    ['the translation group', { altIds: [{ role: 'translationGroup', value: 'g-1' }] }, { translationGroup: 'g-1' }],
    ['an opinion by its genre', { genres: [{ name: 'Opinion' }] }, { type: 'opinion' }],
    ['the end of an embargo', { embargoedUntil: '2099-01-01T00:00:00Z' }, { embargoedUntil: '2099-01-01T00:00:00Z' }],
    ['a withdrawal', { pubStatus: 'canceled', bodies: undefined }, { status: 'withdrawn' }],
    [
      'the editorial policy',
      {
        trustIndicators: [
          { role: 'http://cv.iptc.org/newscodes/trustindicator/editorialPolicy', href: 'https://x.example/p' },
        ],
      },
      { trust: { publishingPrinciples: 'https://x.example/p' } },
    ],
    [
      'pictures as their widest rendition',
      {
        associations: [
          { name: 'a', uri: 'u:1', type: 'text' },
          {
            ...{ name: 'b', uri: 'u:2', type: 'picture', by: 'Jo' },
            renditions: [
              { name: 's', href: 'https://x.example/s.jpg', width: 100 },
              { name: 'l', href: 'https://x.example/l.jpg', width: 900, height: 600 },
              { name: 'x', href: 'javascript:alert(1)', width: 9000 },
            ],
          },
        ],
      },
      { images: [{ url: 'https://x.example/l.jpg', credit: 'Jo', width: 900, height: 600 }] },
    ],
  ])('maps %s', (_what, parts, expected) => {
    expect(articleOf(withText({ uri: 'urn:x', ...parts }))).toMatchObject(expected);
  });

  it.each([
    ['/bodies', { bodies: undefined }],
    ['/bodies', { bodies: [{ contentType: 'text/vnd.IPTC.NITF', value: '<nitf/>' }] }],
    ['/headlines', { headlines: undefined }],
    ['/pubStatus', { pubStatus: 'withheld' }],
    ['/pubStatus', { pubStatus: 'cancelled' }],
    ['/versionCreated', { versionCreated: 'yesterday' }],
    ['/trustIndicators', { trustIndicators: [{ role: 'correctionsPolicy', href: 'javascript:alert(1)' }] }],
  ])('points at %s of the document it was sent', (pointer, parts) => {
    expect(pointersOf(ninjsFormat.read(withText({ uri: 'urn:x', ...parts })))).toContain(pointer);
  });
});
