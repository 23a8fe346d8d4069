import { ARTICLE_PHRASES } from '#web/phrases/article-phrases.js';
import type { JSX } from 'preact';
import type { ArticlePageProps } from './article-page.props.js';
import { filteredBy } from './search-links.js';

/** What the article is about, each the way to all articles about it. */
export function Topics({ article, reader }: Pick<ArticlePageProps, 'article' | 'reader'>): JSX.Element | null {
  const topics = [
    ...article.tags.map((value) => ({ filter: 'tag' as const, value })),
    ...article.people.map((value) => ({ filter: 'person' as const, value })),
    ...article.organisations.map((value) => ({ filter: 'organisation' as const, value })),
    ...article.places.map((value) => ({ filter: 'place' as const, value })),
  ];
  if (topics.length === 0) return null;
  return (
    <nav class="topics" aria-labelledby="topics">
      <h2 id="topics">{ARTICLE_PHRASES[reader.language].topics}</h2>
      <ul class="plain-list">
        {topics.map(({ filter, value }) => (
          <li key={`${filter} ${value}`}>
            <a href={filteredBy(filter, value, reader)} lang={article.language}>
              {value}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
