import { NativeArticle } from '#contracts/native-article.js';
import { fieldsOf, type ProblemField } from '#contracts/problem.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import type { ArticleFormat } from '../article-format.js';
import { NinjsDocument } from './ninjs-document.js';
import { imagesOf, namesOf, typeOf, valueWithRole } from './ninjs-parts.js';

const SENDABLE = new Set([undefined, 'text', 'composite']);

/** Where a field of the article came from in the document, so that an error points there. */
const ORIGIN: Readonly<Record<string, string>> = {
  externalId: '/uri',
  title: '/headlines',
  summary: '/descriptions',
  body: '/bodies',
  people: '/people',
  organisations: '/organisations',
  places: '/places',
  tags: '/subjects',
  language: '/language',
  images: '/associations',
  authors: '/by',
  trust: '/trustIndicators',
  translationGroup: '/altIds',
  expiresAt: '/expires',
};

/** IPTC ninjs 3.x: text and composite items; `pubStatus: canceled` withdraws, `withheld` needs an embargo. */
export const ninjsFormat: ArticleFormat = {
  read(value) {
    const parsed = NinjsDocument.safeParse(value);
    if (!parsed.success) return { errors: fieldsOf(parsed.error) };
    const refused = refusalOf(parsed.data);
    if (refused !== undefined) return { errors: [refused] };
    const article = NativeArticle.safeParse(nativeOf(parsed.data));
    if (article.success) return { article: article.data };
    return { errors: fieldsOf(article.error).map(pointedAtOrigin) };
  },
};

function refusalOf({ type, pubStatus, embargoedUntil, bodies }: NinjsDocument): ProblemField | undefined {
  if (!SENDABLE.has(type)) return { pointer: '/type', detail: 'must be text or composite to become an article' };
  if (pubStatus === 'withheld' && embargoedUntil === undefined) {
    return { pointer: '/pubStatus', detail: 'withheld needs embargoedUntil' };
  }
  if (bodies !== undefined && bodies.length > 0 && bodyOf(bodies) === undefined) {
    return { pointer: '/bodies', detail: 'must hold a body of contentType text/html or text/plain' };
  }
  return undefined;
}

function nativeOf(document: NinjsDocument): Record<string, unknown> {
  const { uri, version, versionCreated, contentCreated, embargoedUntil, pubStatus, language, by } = document;
  const number = version !== undefined && /^\d{1,15}$/.test(version) ? Number(version) : undefined;
  return withoutAbsent({
    externalId: uri,
    title: valueWithRole(document.headlines, 'main', 'headline') ?? document.title,
    summary: valueWithRole(document.descriptions, 'summary', 'main', 'text'),
    body: bodyOf(document.bodies),
    language,
    version: number,
    modifiedAt: versionCreated,
    type: typeOf(document.genres),
    tags: namesOf(document.subjects),
    people: namesOf(document.people),
    organisations: namesOf(document.organisations),
    places: namesOf(document.places),
    authors: by === undefined || by.trim() === '' ? undefined : [{ name: by }],
    images: imagesOf(document.associations),
    publishedAt: contentCreated ?? versionCreated,
    embargoedUntil,
    expiresAt: document.expires,
    translationGroup: document.altIds?.find(({ role }) => role === 'translationGroup')?.value,
    status: pubStatus === 'canceled' ? 'withdrawn' : 'published',
    trust: trustOf(document),
  });
}

/** HTML where there is some, else plain text; a body without contentType is known by its role. */
function bodyOf(bodies: NonNullable<NinjsDocument['bodies']> = []): { html: string } | { text: string } | undefined {
  const html = bodies.find(({ contentType, role }) => /html/i.test(contentType ?? role ?? ''));
  if (html !== undefined) return { html: html.value };
  const text = bodies.find(({ contentType }) => contentType === undefined || /^text\/plain\b/i.test(contentType));
  return text === undefined ? undefined : { text: text.value };
}

function trustOf({ trustIndicators = [] }: NinjsDocument): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const { role, href } of trustIndicators) {
    if (href === undefined) continue;
    if (/publishingPrinciples|editorialPolicy/i.test(role ?? '')) found['publishingPrinciples'] = href;
    if (/corrections?Policy/i.test(role ?? '')) found['correctionsPolicy'] = href;
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

function pointedAtOrigin({ pointer, detail }: ProblemField): ProblemField {
  const [, field = ''] = pointer.split('/');
  return { pointer: ORIGIN[field] ?? `/${field}`, detail };
}
