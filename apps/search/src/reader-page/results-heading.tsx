import type { SearchAnswer } from '#contracts/search.js';
import { LOCALES } from '#web/locales.js';
import { SEARCH_PHRASES } from '#web/phrases/search-phrases.js';
import type { JSX } from 'preact';
import type { Reader } from './reader.js';
import type { SearchLinks } from './search-links.js';
import type { SearchQuery } from './search-query.js';

interface Props {
  readonly reader: Reader;
  readonly query: SearchQuery;
  readonly answer: SearchAnswer;
  readonly links: SearchLinks;
}

/** How much was found, for what, and in which order it stands. */
export function ResultsHeading({ reader, query, answer, links }: Props): JSX.Element {
  const say = SEARCH_PHRASES[reader.language];
  const corrected = answer.query.corrected;
  return (
    <header class="results-heading">
      <div>
        <h2 id="found" tabIndex={-1}>
          {headingOf({ reader, query, answer })}
        </h2>
        {corrected !== undefined && <p class="quiet">{say.correctedTo(query.q)}</p>}
      </div>
      {answer.total > 1 && <SortLinks reader={reader} query={query} links={links} />}
    </header>
  );
}

/** The same as text: it is the title of the window too. */
export function headingOf({ reader, query, answer }: Pick<Props, 'reader' | 'query' | 'answer'>): string {
  const say = SEARCH_PHRASES[reader.language];
  const { total } = answer;
  const q = answer.query.corrected ?? query.q.trim();
  if (total === 0) return q === '' ? say.nothing : say.nothingFor(q);
  const count = new Intl.NumberFormat(LOCALES[reader.language]).format(total);
  return q === '' ? `${say.latest} (${count})` : say.foundFor(count, total === 1, q);
}

function SortLinks({ reader, query, links }: Pick<Props, 'reader' | 'query' | 'links'>): JSX.Element {
  const say = SEARCH_PHRASES[reader.language];
  const byWords = query.q.trim() !== '';
  const current = query.sort ?? (byWords ? 'relevance' : 'newest');
  const offered = byWords ? (['relevance', 'newest', 'oldest'] as const) : (['newest', 'oldest'] as const);
  return (
    <nav class="sorts" aria-label={say.sort}>
      {offered.map((sort) => (
        <a key={sort} href={links.sorted(sort)} rel="nofollow" aria-current={sort === current ? 'true' : undefined}>
          {say.sorts[sort]}
        </a>
      ))}
    </nav>
  );
}
