import type { Article } from '#contracts/article.js';
import { withoutAbsent } from '#contracts/without-absent.js';

const INDICATOR = 'http://cv.iptc.org/newscodes/trustindicator/';

/** A public article as a ninjs 3.0 document; `uri` names it as its source did. */
export function toNinjs(article: Article): Record<string, unknown> {
  const named = (names: readonly string[]): object[] | undefined =>
    names.length === 0 ? undefined : names.map((name) => ({ name }));
  const { summary, images, translationGroup, trust, type } = article;
  return withoutAbsent({
    standard: { name: 'ninjs', version: '3.0', schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json' },
    uri: uriOf(article),
    type: 'text',
    representationType: 'full',
    version: String(article.version),
    versionCreated: article.modifiedAt ?? article.receivedAt,
    contentCreated: article.publishedAt,
    expires: article.expiresAt,
    pubStatus: 'usable',
    language: article.language,
    title: article.title,
    by: article.authors.length === 0 ? undefined : article.authors.map(({ name }) => name).join(', '),
    headlines: [{ role: 'main', contentType: 'text/plain', value: article.title }],
    descriptions: summary === undefined ? undefined : [{ role: 'summary', contentType: 'text/plain', value: summary }],
    bodies: bodiesOf(article),
    people: named(article.people),
    organisations: named(article.organisations),
    places: named(article.places),
    subjects: named([...article.sections, ...article.tags]),
    genres: type === 'news' ? undefined : [{ name: type }],
    associations: images.length === 0 ? undefined : images.map(pictureOf),
    altIds: [
      { role: 'courant', value: article.id },
      ...(translationGroup === undefined ? [] : [{ role: 'translationGroup', value: translationGroup }]),
    ],
    trustIndicators: trustOf(trust),
  });
}

/** ninjs wants a URI; an external id that is none is put into a URN. */
function uriOf({ externalId, source }: Article): string {
  return URL.canParse(externalId)
    ? externalId
    : `urn:courant:${encodeURIComponent(source)}:${encodeURIComponent(externalId)}`;
}

function bodiesOf({ body, text, wordCount }: Article): object[] {
  return [
    { role: 'main', contentType: 'text/html', value: body.html, charCount: text.length, wordCount },
    { role: 'text', contentType: 'text/plain', value: text, charCount: text.length, wordCount },
  ];
}

function pictureOf({ url, alt, caption, credit, width, height }: Article['images'][number], index: number): object {
  return withoutAbsent({
    name: `picture-${index + 1}`,
    uri: url,
    type: 'picture',
    headlines: alt === undefined ? undefined : [{ role: 'main', value: alt }],
    descriptions: caption === undefined ? undefined : [{ role: 'caption', value: caption }],
    by: credit,
    renditions: [withoutAbsent({ name: 'main', href: url, width, height })],
  });
}

function trustOf(trust: Article['trust']): object[] | undefined {
  const indicators = [
    { role: `${INDICATOR}publishingPrinciples`, href: trust?.publishingPrinciples },
    { role: `${INDICATOR}correctionsPolicy`, href: trust?.correctionsPolicy },
  ].filter(({ href }) => href !== undefined);
  return indicators.length === 0 ? undefined : indicators;
}
