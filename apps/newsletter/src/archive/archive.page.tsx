import { nameOf, type Newsletter } from '#contracts/newsletter.js';
import type { Edition } from '#ports/edition-store.port.js';
import type { InterfaceLanguage } from '#web/interface-language.js';
import { MAIL_PHRASES } from '#web/phrases/mail-phrases.js';
import { editionDateIn } from '../render-edition/edition-content.js';

export interface ArchivePageProps {
  readonly language: InterfaceLanguage;
  readonly newsletter: Newsletter;
  readonly editions: readonly Edition[];
  /** Where the archive goes on; absent at its end. */
  readonly older?: string;
}

/** The editions of a newsletter, newest first. */
export function ArchivePage({ language, newsletter, editions, older }: ArchivePageProps) {
  const say = MAIL_PHRASES[language];
  return (
    <>
      <h1>{nameOf(newsletter, language)}</h1>
      {editions.length === 0 && <p class="notice">{say.noEditions}</p>}
      {editions.map((edition) => (
        <article class="card" key={edition.id} lang={edition.language}>
          <h2>
            <a href={`/e/${edition.id}`}>{editionDateIn(language, edition)}</a>{' '}
            <span class="tag">{edition.language}</span>
          </h2>
          <ul>
            {edition.articles.slice(0, 5).map((article) => (
              <li key={article.id}>{article.title}</li>
            ))}
          </ul>
        </article>
      ))}
      {older !== undefined && (
        <p>
          <a rel="next" href={older}>
            {say.older}
          </a>
        </p>
      )}
    </>
  );
}
