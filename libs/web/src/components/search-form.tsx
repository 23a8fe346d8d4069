import type { JSX } from 'preact';
import type { InterfaceLanguage } from '../interface-language.js';
import { SEARCH_PHRASES } from '../phrases/search-phrases.js';

interface Props {
  readonly language: InterfaceLanguage;
  /** The language that the reader chose, carried on. */
  readonly chosen: InterfaceLanguage | undefined;
  readonly words?: string;
  /** What is asked for besides the words, carried on. */
  readonly kept?: readonly (readonly [string, string])[];
}

/** The words to search for. Scripts add suggestions to it. */
export function SearchForm({ language, chosen, words = '', kept = [] }: Props): JSX.Element {
  const say = SEARCH_PHRASES[language];
  return (
    <form id="search" class="search-form" role="search" action="/" method="get">
      <label class="visually-hidden" for="q">
        {say.label}
      </label>
      <div class="search-line">
        <input
          id="q"
          name="q"
          type="search"
          value={words}
          placeholder={say.placeholder}
          maxLength={500}
          autocomplete="off"
          autocapitalize="off"
          enterkeyhint="search"
          data-kinds={JSON.stringify(say.suggestionKinds)}
          data-suggestions={say.suggestions}
        />
        <button type="submit">{say.submit}</button>
      </div>
      <div id="kept">
        {kept.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        {chosen !== undefined && <input type="hidden" name="ui" value={chosen} />}
      </div>
    </form>
  );
}
