import type { SearchHit } from '#contracts/search.js';
import { carryLanguage } from '#web/carry-language.js';
import { ReaderDate } from '#web/components/reader-date.js';
import { languageName } from '#web/language-name.js';
import { ARTICLE_PHRASES } from '#web/phrases/article-phrases.js';
import { textDirection } from '#web/text-direction.js';
import type { JSX } from 'preact';
import { HighlightedText, isMarked } from './highlighted-text.js';
import type { Reader } from './reader.js';
import type { SearchQuery } from './search-query.js';
import { typeName } from './value-name.js';

interface Props {
  readonly hit: SearchHit;
  readonly reader: Reader;
  readonly query: SearchQuery;
  readonly sourceName: string | undefined;
}

/** One article that was found: what it is, where the words stand in it, when and by whom, in which languages. */
export function Hit({ hit, reader, query, sourceName }: Props): JSX.Element {
  const { id, title, language, highlights } = hit;
  const passage = query.q.trim() === '' ? undefined : passageOf(highlights);
  const text = passage ?? hit.summary;
  return (
    <li>
      <article class="hit">
        <Kicker hit={hit} reader={reader} />
        <div lang={language} dir={textDirection(language)}>
          <h3>
            <a href={carryLanguage(`/a/${id}`, reader.chosen)}>
              {highlights === undefined ? title : <HighlightedText text={highlights.title} />}
            </a>
          </h3>
          {passage !== undefined && (
            <p>
              <HighlightedText text={passage} />
            </p>
          )}
          {passage === undefined && text !== undefined && <p>{text}</p>}
        </div>
        <HitMeta hit={hit} reader={reader} sourceName={sourceName} />
      </article>
    </li>
  );
}

/** The summary where words of the query stand in it, else the passage of the body where they do. */
function passageOf(highlights: SearchHit['highlights']): string | undefined {
  return [highlights?.summary, highlights?.body].find(isMarked);
}

function Kicker({ hit, reader }: Pick<Props, 'hit' | 'reader'>): JSX.Element | null {
  const [section] = hit.sections;
  const special = hit.type !== 'news';
  if (section === undefined && !special && !hit.corrected) return null;
  return (
    <p class="kicker">
      {section !== undefined && <span lang={hit.language}>{section}</span>}
      {special && (
        <span class={hit.type === 'sponsored' ? 'tag warn' : 'tag accent'}>{typeName(hit.type, reader)}</span>
      )}
      {hit.corrected && <span class="tag">{ARTICLE_PHRASES[reader.language].corrected}</span>}
    </p>
  );
}

function HitMeta({ hit, reader, sourceName }: Omit<Props, 'query'>): JSX.Element {
  const { language } = reader;
  const foreign = hit.language.split('-')[0] !== language;
  return (
    <p class="meta">
      <ReaderDate at={hit.publishedAt} language={language} />
      <span>{sourceName ?? hit.source}</span>
      {foreign && <span>{languageName(hit.language, language)}</span>}
      {hit.translations.length > 0 && (
        <span>
          {ARTICLE_PHRASES[language].alsoIn}{' '}
          {hit.translations.map((other, index) => (
            <span key={other.id}>
              {index > 0 && ', '}
              <a href={carryLanguage(`/a/${other.id}`, reader.chosen)} hreflang={other.language}>
                {languageName(other.language, language)}
              </a>
            </span>
          ))}
        </span>
      )}
    </p>
  );
}
