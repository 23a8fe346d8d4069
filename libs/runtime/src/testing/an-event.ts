import type { CloudEvent } from '#contracts/cloud-event.js';
import { createEvent } from '#contracts/cloud-event.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { articleIdOf } from '#contracts/article-id.js';
import { SourceId } from '#contracts/ids.js';

const source = SourceId.parse('tests');

/** The publication of version `version` of the article that the sender calls `name`. */
export function aPublication(name: string, version = 1): CloudEvent {
  const { article } = ArticlePublished.example;
  const id = articleIdOf(source, name);
  return createEvent(
    ArticlePublished,
    { article: { ...article, id, source, externalId: name, version }, version, previousVersion: version - 1 || null },
    { service: 'ingestion', time: new Date('2026-11-02T07:30:00Z') },
  );
}
