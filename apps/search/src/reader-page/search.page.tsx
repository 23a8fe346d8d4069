import type { SearchAnswer } from '#contracts/search.js';
import { carryLanguage } from '#web/carry-language.js';
import { Pagination } from '#web/components/pagination.js';
import { SearchForm } from '#web/components/search-form.js';
import { SEARCH_PHRASES } from '#web/phrases/search-phrases.js';
import type { JSX } from 'preact';
import { Facets } from './facets.js';
import { pagesOf } from './find-for-page.js';
import { Hit } from './hit.js';
import type { Reader } from './reader.js';
import { ResultsHeading } from './results-heading.js';
import { keptPairs, SearchLinks } from './search-links.js';
import type { SearchQuery } from './search-query.js';

export interface SearchPageProps {
  readonly reader: Reader;
  readonly query: SearchQuery;
  /** False when a part of the address was left out. */
  readonly understood: boolean;
  /** Absent when the search is away. */
  readonly answer: SearchAnswer | undefined;
  readonly sourceNames: ReadonlyMap<string, string>;
}

/** Search as you type: the form stays, `#results` is what a script puts in anew. */
export function SearchPage(props: SearchPageProps): JSX.Element {
  const { reader, query, answer, understood } = props;
  const say = SEARCH_PHRASES[reader.language];
  return (
    <>
      <h1 class="search-title">{say.heading}</h1>
      <SearchForm language={reader.language} chosen={reader.chosen} words={query.q} kept={keptPairs(query)} />
      <p id="announcement" class="visually-hidden" role="status" data-away={say.away} />
      <div id="results">
        {!understood && <p class="notice warn">{say.notUnderstood}</p>}
        {answer === undefined ? (
          <p class="notice bad" role="alert">
            {say.away}
          </p>
        ) : (
          <Results {...props} answer={answer} />
        )}
      </div>
    </>
  );
}

function Results({ reader, query, answer, sourceNames }: SearchPageProps & { answer: SearchAnswer }): JSX.Element {
  const links = new SearchLinks(query, reader);
  const pages = pagesOf(answer);
  return (
    <div class="search-columns">
      <Facets reader={reader} query={query} facets={answer.facets} links={links} sourceNames={sourceNames} />
      <section class="search-results" aria-labelledby="found">
        <ResultsHeading reader={reader} query={query} answer={answer} links={links} />
        {answer.hits.length === 0 && <NothingFound reader={reader} />}
        <ol class="hits">
          {answer.hits.map((hit) => (
            <Hit key={hit.id} hit={hit} reader={reader} query={query} sourceName={sourceNames.get(hit.source)} />
          ))}
        </ol>
        <Pagination
          language={reader.language}
          previous={query.page > 1 ? links.paged(Math.min(query.page - 1, pages)) : undefined}
          next={query.page < pages ? links.paged(query.page + 1) : undefined}
          position={{ page: query.page, pages }}
        />
      </section>
    </div>
  );
}

function NothingFound({ reader }: { reader: Reader }): JSX.Element {
  const say = SEARCH_PHRASES[reader.language];
  return (
    <div class="nothing">
      <p>{say.nothingHint}</p>
      <p>
        <a href={carryLanguage('/', reader.chosen)}>{say.allArticles}</a>
      </p>
    </div>
  );
}
