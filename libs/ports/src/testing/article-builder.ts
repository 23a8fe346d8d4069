import type { Article } from '#contracts/article.js';
import { articleIdOf } from '#contracts/article-id.js';
import { SourceId } from '#contracts/ids.js';

/** Builds published articles for tests; every one has its own id, title and text unless told otherwise. */
export class ArticleBuilder {
  constructor(private readonly article: Article) {}

  in(language: string): ArticleBuilder {
    return this.with({ language, canonicalLanguage: language.split('-')[0] ?? language });
  }

  titled(title: string): ArticleBuilder {
    return this.with({ title });
  }

  summarised(summary: string): ArticleBuilder {
    return this.with({ summary });
  }

  /** Plain text; the markup is one paragraph of it. */
  saying(text: string): ArticleBuilder {
    return this.with({ text, body: { html: `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>` } });
  }

  version(version: number): ArticleBuilder {
    return this.with({ version });
  }

  publishedAt(publishedAt: string): ArticleBuilder {
    return this.with({ publishedAt });
  }

  /** Any other field. */
  with(parts: Partial<Article>): ArticleBuilder {
    return new ArticleBuilder({ ...this.article, ...parts });
  }

  build(): Article {
    return this.article;
  }
}

const source = SourceId.parse('tests');

/** An English news article that its sender calls `name`; the same name is the same article. */
export function anArticle(name: string | number = 'article'): ArticleBuilder {
  const externalId = String(name);
  const text = `This is the text of ${externalId}.`;
  return new ArticleBuilder({
    id: articleIdOf(source, externalId),
    version: 1,
    source,
    externalId,
    url: `https://news.example/${encodeURIComponent(externalId)}`,
    title: `Title of ${externalId}`,
    body: { html: `<p>${text}</p>` },
    text,
    language: 'en',
    canonicalLanguage: 'en',
    type: 'news',
    sections: [],
    tags: [],
    people: [],
    organisations: [],
    places: [],
    authors: [],
    images: [],
    publishedAt: '2026-11-02T06:00:00Z',
    corrections: [],
    receivedAt: '2026-11-02T06:00:01Z',
    wordCount: text.split(' ').length,
    readingMinutes: 1,
    contentHash: '0'.repeat(64),
    signature: '',
  });
}
