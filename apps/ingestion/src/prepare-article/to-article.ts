import type { Article } from '#contracts/article.js';
import type { ArticleHead, ArticleVersion } from '#ports/article-store.port.js';
import type { PreparedText, TextInput } from '#text/prepare-article.js';
import { createHash } from 'node:crypto';

/** What the text work needs of a received version. */
export function textInputOf({ input }: ArticleVersion): TextInput {
  const { title, summary, body, language, url } = input;
  return {
    title,
    ...(summary === undefined ? {} : { summary }),
    ...(body !== undefined && 'html' in body ? { html: body.html } : {}),
    ...(body !== undefined && 'text' in body ? { text: body.text } : {}),
    ...(language === undefined ? {} : { language }),
    ...(url === undefined ? {} : { baseUrl: url }),
  };
}

/** The public form of a received version. */
export function toArticle(head: ArticleHead, { input, receivedAt }: ArticleVersion, prepared: PreparedText): Article {
  const { body: _body, status: _status, version: _version, embargoedUntil: _embargo, language, ...said } = input;
  const article = {
    ...said,
    id: head.id,
    version: head.version,
    source: head.source,
    body: { html: prepared.html },
    text: prepared.text,
    language: language ?? prepared.language,
    canonicalLanguage: prepared.language,
    type: said.type ?? 'news',
    sections: unique(said.sections),
    tags: unique(said.tags),
    people: unique(said.people),
    organisations: unique(said.organisations),
    places: unique(said.places),
    authors: said.authors ?? [],
    images: said.images ?? [],
    corrections: said.corrections ?? [],
    publishedAt: said.publishedAt ?? head.releaseAt ?? receivedAt,
    receivedAt,
    wordCount: prepared.wordCount,
    readingMinutes: prepared.readingMinutes,
    signature: Buffer.from(Uint32Array.from(prepared.signature).buffer).toString('base64'),
  };
  return { ...withoutUndefined(article), contentHash: contentHash(article) };
}

const unique = (values: readonly string[] | undefined): string[] => [...new Set(values ?? [])];

/** Leaves out the keys that zod left undefined, as the contract of Article wants it. */
function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;
}

/** Over what a reader can see. */
function contentHash({
  title,
  summary,
  body,
  corrections,
  images,
}: Pick<Article, 'title' | 'body' | 'corrections' | 'images'> & { summary?: string | undefined }): string {
  return createHash('sha256')
    .update(JSON.stringify([title, summary ?? '', body.html, corrections, images]))
    .digest('hex');
}
