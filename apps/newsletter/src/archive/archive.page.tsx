import { nameOf, type Newsletter } from '#contracts/newsletter.js';
import type { Edition } from '#ports/edition-store.port.js';
import type { InterfaceLanguage } from '#web/interface-language.js';
import { MAIL_PHRASES } from '#web/phrases/mail-phrases.js';
import { dateIn } from '../render-edition/edition-content.js';

export interface ArchivePageProps {
  readonly language: InterfaceLanguage;
  readonly newsletter: Newsletter;
  readonly editions: readonly Edition[];
}

/** The editions of a newsletter, newest first. */
export function ArchivePage({ language, newsletter, editions }: ArchivePageProps) {
  const say = MAIL_PHRASES[language];
  return (
    <>
      <h1>{nameOf(newsletter, language)}</h1>
      {editions.length === 0 && <p class="notice">{say.noEditions}</p>}
      {editions.map(({ id, slot, articles, language: of }) => (
        <article class="card" key={id} lang={of}>
          <h2>
            <a href={`/e/${id}`}>{dateIn(language, slot)}</a> <span class="tag">{of}</span>
          </h2>
          <ul>
            {articles.slice(0, 5).map((article) => (
              <li key={article.id}>{article.title}</li>
            ))}
          </ul>
        </article>
      ))}
    </>
  );
}
