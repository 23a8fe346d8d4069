import { articleIdOf } from '#contracts/article-id.js';
import type { Article } from '#contracts/article.js';
import { createEvent, type CloudEvent } from '#contracts/cloud-event.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { NativeArticle } from '#contracts/native-article.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { prepareText } from '#text/prepare-article.js';
import { articleBody } from '../accept/article-body.js';

/** Texts that are prepared; after so many articles they come again under other ids. */
const TEXTS = 128;
const NOON = '2026-11-02T12:00:00Z';

/** The publications of so many articles that were posted with 6 kB each; text and markup of each are in the event. */
export function publications(count: number): CloudEvent[] {
  const articles = Array.from({ length: Math.min(TEXTS, count) }, (_, index) => posted(index));
  const origin = { service: 'ingestion', time: new Date(NOON) } as const;
  return Array.from({ length: count }, (_, index) => {
    const { source, ...said } = articles[index % articles.length]!;
    const externalId = `bench-${index}`;
    const article = { ...said, source, externalId, id: articleIdOf(source, externalId) };
    return createEvent(ArticlePublished, { article, version: 1, previousVersion: null }, origin);
  });
}

function posted(index: number): Article {
  const { title, summary, body, language, tags, people, places, sections, authors } = NativeArticle.parse(
    JSON.parse(articleBody(index)),
  );
  const markup = body !== undefined && 'html' in body ? body.html : '';
  const { html, text, wordCount, readingMinutes, signature } = prepareText({
    title,
    html: markup,
    ...(language === undefined ? {} : { language }),
  });
  return anArticle(index)
    .titled(title)
    .summarised(summary ?? '')
    .with({
      ...{ body: { html }, text, wordCount, readingMinutes },
      signature: Buffer.from(Uint32Array.from(signature).buffer).toString('base64'),
      ...{ tags: tags ?? [], people: people ?? [], places: places ?? [], sections: sections ?? [] },
      authors: authors ?? [],
    })
    .build();
}
