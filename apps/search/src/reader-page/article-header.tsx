import { carryLanguage } from '#web/carry-language.js';
import { ReaderDate } from '#web/components/reader-date.js';
import { ownLanguageName } from '#web/language-name.js';
import { ARTICLE_PHRASES } from '#web/phrases/article-phrases.js';
import { textDirection } from '#web/text-direction.js';
import type { JSX } from 'preact';
import type { ArticlePageProps } from './article-page.props.js';
import { filteredBy } from './search-links.js';
import { typeName } from './value-name.js';

/** Section and kind, title, summary, who and when, other languages. */
export function ArticleHeader(props: ArticlePageProps): JSX.Element {
  const { article } = props;
  const inItsLanguage = { lang: article.language, dir: textDirection(article.language) };
  return (
    <header class="article-header">
      <Kicker {...props} />
      <h1 {...inItsLanguage}>{article.title}</h1>
      {article.summary !== undefined && (
        <p class="standfirst" {...inItsLanguage}>
          {article.summary}
        </p>
      )}
      <Byline {...props} />
      <Times {...props} />
      <Translations {...props} />
    </header>
  );
}

function Kicker({ article, reader }: ArticlePageProps): JSX.Element | null {
  const { sections, type, trust, corrections } = article;
  const say = ARTICLE_PHRASES[reader.language];
  if (sections.length === 0 && type === 'news' && corrections.length === 0) return null;
  const sponsor = type === 'sponsored' && trust?.sponsor !== undefined ? `: ${trust.sponsor}` : '';
  return (
    <p class="kicker">
      {sections.map((section) => (
        <a key={section} href={filteredBy('section', section, reader)} lang={article.language}>
          {section}
        </a>
      ))}
      {type !== 'news' && (
        <span class={type === 'sponsored' ? 'tag warn' : 'tag accent'}>
          {typeName(type, reader)}
          {sponsor}
        </span>
      )}
      {corrections.length > 0 && <span class="tag">{say.corrected}</span>}
    </p>
  );
}

function Byline({ article, reader, sourceName }: ArticlePageProps): JSX.Element {
  const say = ARTICLE_PHRASES[reader.language];
  return (
    <p class="byline">
      {article.authors.length > 0 && `${say.by} `}
      {article.authors.map(({ name, url }, index) => (
        <span key={name}>
          {index > 0 && ', '}
          {url === undefined ? name : <a href={url}>{name}</a>}
        </span>
      ))}
      {article.authors.length > 0 && ' · '}
      <a href={filteredBy('source', article.source, reader)}>{sourceName}</a>
    </p>
  );
}

function Times({ article, reader }: ArticlePageProps): JSX.Element {
  const { language } = reader;
  const say = ARTICLE_PHRASES[language];
  const { publishedAt, modifiedAt, readingMinutes } = article;
  const changed = modifiedAt !== undefined && Date.parse(modifiedAt) - Date.parse(publishedAt) >= 60_000;
  return (
    <p class="meta">
      <span>
        <span class="visually-hidden">{say.published} </span>
        <ReaderDate at={publishedAt} language={language} precision="minute" />
      </span>
      {changed && (
        <span>
          {say.updated} <ReaderDate at={modifiedAt} language={language} precision="minute" />
        </span>
      )}
      {readingMinutes > 0 && <span>{say.minutes(readingMinutes)}</span>}
    </p>
  );
}

function Translations({ translations, reader }: ArticlePageProps): JSX.Element | null {
  if (translations.length === 0) return null;
  return (
    <p class="translations">
      {ARTICLE_PHRASES[reader.language].alsoIn}{' '}
      {translations.map(({ id, language }, index) => (
        <span key={id}>
          {index > 0 && ' · '}
          <a href={carryLanguage(`/a/${id}`, reader.chosen)} hreflang={language} lang={language} rel="alternate">
            {ownLanguageName(language)}
          </a>
        </span>
      ))}
    </p>
  );
}
