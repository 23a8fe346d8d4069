import { carryLanguage } from '#web/carry-language.js';
import { ReaderDate } from '#web/components/reader-date.js';
import { languageName } from '#web/language-name.js';
import { ARTICLE_PHRASES } from '#web/phrases/article-phrases.js';
import { relatedSentence } from '#web/phrases/related-phrases.js';
import { textDirection } from '#web/text-direction.js';
import type { JSX } from 'preact';
import type { ArticlePageProps } from './article-page.props.js';

/** The nearest articles, each with the reason why it stands here. */
export function RelatedArticles({ article, related, reader }: ArticlePageProps): JSX.Element | null {
  const { language } = reader;
  if (related.length === 0) return null;
  return (
    <section class="related" aria-labelledby="related">
      <h2 id="related">{ARTICLE_PHRASES[language].related}</h2>
      <ul class="plain-list">
        {related.map((item) => (
          <li key={item.id}>
            <h3 lang={item.language} dir={textDirection(item.language)}>
              <a href={carryLanguage(`/a/${item.id}`, reader.chosen)} hreflang={item.language}>
                {item.title}
              </a>
            </h3>
            <p class="meta">
              <ReaderDate at={item.publishedAt} language={language} />
              {item.language.split('-')[0] !== language && <span>{languageName(item.language, language)}</span>}
            </p>
            <p class="reason">
              {relatedSentence({ reasons: item.reasons, published: [article.publishedAt, item.publishedAt] }, language)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
