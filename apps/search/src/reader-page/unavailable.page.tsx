import { SearchForm } from '#web/components/search-form.js';
import { ARTICLE_PHRASES } from '#web/phrases/article-phrases.js';
import type { JSX } from 'preact';
import type { Reader } from './reader.js';

interface Props {
  /** It was here and is not any more. */
  readonly gone: boolean;
  readonly reader: Reader;
}

/** In place of an article that nobody may read, with the way to those that can be read. */
export function UnavailablePage({ gone, reader }: Props): JSX.Element {
  const say = ARTICLE_PHRASES[reader.language];
  return (
    <>
      <h1>{gone ? say.goneTitle : say.missingTitle}</h1>
      <p class="lead">{gone ? say.gone : say.missing}</p>
      <SearchForm language={reader.language} chosen={reader.chosen} />
    </>
  );
}
