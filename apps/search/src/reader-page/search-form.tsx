import { SEARCH_PHRASES } from '#web/phrases/search-phrases.js';
import type { JSX } from 'preact';
import type { Reader } from './reader.js';
import { keptPairs } from './search-links.js';
import type { SearchQuery } from './search-query.js';

/** The words to search for; filters and language are carried on. Scripts add suggestions to it. */
export function SearchForm({ reader, query }: { readonly reader: Reader; readonly query: SearchQuery }): JSX.Element {
  const say = SEARCH_PHRASES[reader.language];
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
          value={query.q}
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
        {keptPairs(query).map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        {reader.chosen !== undefined && <input type="hidden" name="ui" value={reader.chosen} />}
      </div>
    </form>
  );
}
