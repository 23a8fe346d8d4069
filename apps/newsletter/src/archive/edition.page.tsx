import { nameOf } from '#contracts/newsletter.js';
import type { CollectedArticle } from '#ports/collected-article-store.port.js';
import type { MailWords } from '#web/phrases/mail-phrases.js';
import {
  addressOf,
  dateIn,
  editionDateIn,
  noticeList,
  sizeLine,
  trustLine,
  wordsOf,
  type EditionContent,
} from '../render-edition/edition-content.js';
import { SharedNotices } from '../render-edition/shared-notices.js';

/** An edition on the web: what its mail shows, with nothing personal. */
export function EditionPage({ content }: { content: EditionContent }) {
  const { newsletter, edition } = content;
  const { language, say } = wordsOf(content);
  const notices = new SharedNotices(edition.articles);
  return (
    <>
      <p class="quiet">
        <a href={`/n/${newsletter.id}`}>{say.archive}</a>
      </p>
      <h1>{nameOf(newsletter, edition.language)}</h1>
      <p class="lead">
        <time dateTime={edition.slot}>{editionDateIn(language, edition)}</time>
      </p>
      {edition.articles.length === 0 && <p class="notice">{say.empty}</p>}
      {edition.articles.map((article) => (
        <Article key={article.id} article={article} content={content} notices={notices} />
      ))}
      <Notices notices={notices} say={say} />
    </>
  );
}

interface ArticleProps {
  readonly article: CollectedArticle;
  readonly content: EditionContent;
  readonly notices: SharedNotices;
}

function Article({ article, content, notices }: ArticleProps) {
  const { language, say } = wordsOf(content);
  const link = addressOf(article, content.publicUrl);
  const trust = trustLine(article, say, notices);
  const near = content.related.get(article.id) ?? [];
  return (
    <article class="card" lang={article.language}>
      {trust.length > 0 && <p class="quiet">{trust.join(' · ')}</p>}
      <h2>
        <a href={link}>{article.title}</a>
      </h2>
      {article.summary !== undefined && <p>{article.summary}</p>}
      {article.correction !== undefined && (
        <p class="notice">
          <strong>{say.correction(dateIn(language, article.correction.at))}:</strong> {article.correction.text}
        </p>
      )}
      <p class="quiet">{sizeLine(article, say, notices).join(' · ')}</p>
      {near.length > 0 && (
        <p class="quiet">
          {say.more}:{' '}
          {near.map(({ id, title, url }, index) => (
            <span key={id}>
              {index > 0 && ' · '}
              <a href={url ?? `${content.publicUrl}/a/${id}`}>{title}</a>
            </span>
          ))}
        </p>
      )}
    </article>
  );
}

function Notices({ notices, say }: { notices: SharedNotices; say: MailWords }) {
  return noticeList(notices, say).map(({ name, text }) => (
    <p class="quiet" key={name}>
      <strong>{name}:</strong> {text}
    </p>
  ));
}
