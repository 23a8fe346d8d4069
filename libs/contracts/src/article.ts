import { z } from 'zod';
import { ArticleId, SourceId } from './ids.js';
import { ARTICLE_TYPES, Author, Correction, Image, Trust } from './native-article.js';

/** A published article as stored, sent through the log and served: sanitised, in plain text too, with its language known. */
export const Article = z
  .object({
    id: ArticleId,
    version: z.int().positive(),
    source: SourceId,
    externalId: z.string(),
    url: z.string().optional(),
    title: z.string(),
    summary: z.string().optional(),
    /** Sanitised HTML; safe to place in a page or mail. */
    body: z.object({ html: z.string() }),
    /** The body as plain text with block elements set apart. */
    text: z.string(),
    /** BCP 47 tag as sent, or the detected language. */
    language: z.string(),
    /** Primary subtag in lower case (`de` for `de-AT`); `und` when unknown. What analysis and filters use. */
    canonicalLanguage: z.string(),
    type: z.enum(ARTICLE_TYPES),
    sections: z.array(z.string()),
    tags: z.array(z.string()),
    people: z.array(z.string()),
    organisations: z.array(z.string()),
    places: z.array(z.string()),
    authors: z.array(Author),
    images: z.array(Image),
    publishedAt: z.string(),
    modifiedAt: z.string().optional(),
    expiresAt: z.string().optional(),
    translationGroup: z.string().optional(),
    corrections: z.array(Correction),
    trust: Trust.optional(),
    receivedAt: z.string(),
    wordCount: z.int().nonnegative(),
    readingMinutes: z.int().nonnegative(),
    /** SHA-256 in hex over what a reader can see; equal hashes mean nothing changed. */
    contentHash: z.string(),
    /** MinHash signature over word 3-grams, base64; finds near-copies. */
    signature: z.string(),
    /** Story (cluster) the article belongs to, once grouped. */
    story: z.string().optional(),
  })
  .meta({ id: 'Article' });
export type Article = z.infer<typeof Article>;
