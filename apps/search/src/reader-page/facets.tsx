import type { FacetsProps } from './facets.props.js';
import { LOCALES } from '#web/locales.js';
import { SEARCH_PHRASES } from '#web/phrases/search-phrases.js';
import type { JSX } from 'preact';
import { ChosenFilters } from './chosen-filters.js';
import { valueName } from './value-name.js';
import { chosenValues, isFiltered, SHOWN_FACETS, type FilterName } from './search-query.js';

const FIRST = 6;
const MOST = 40;

/** What narrows the search down: the filters chosen, and every facet's values with the number of articles behind each. */
export function Facets(props: FacetsProps): JSX.Element | null {
  const say = SEARCH_PHRASES[props.reader.language];
  const useful = SHOWN_FACETS.filter((facet) => isUseful(facet, props));
  if (useful.length === 0 && !isFiltered(props.query)) return null;
  return (
    <aside class="filters" aria-label={say.filters}>
      <ChosenFilters {...props} />
      {useful.length > 0 && (
        <details class="facets">
          <summary>{say.filters}</summary>
          {useful.map((facet) => (
            <FacetValues key={facet} {...props} facet={facet} />
          ))}
        </details>
      )}
    </aside>
  );
}

/** A facet with one value chooses nothing. */
function isUseful(facet: FilterName, { query, facets }: FacetsProps): boolean {
  return (facets[facet]?.length ?? 0) > 1 || chosenValues(query, facet).length > 0;
}

function FacetValues({ facet, ...props }: FacetsProps & { readonly facet: FilterName }): JSX.Element {
  const say = SEARCH_PHRASES[props.reader.language];
  const values = props.facets[facet] ?? [];
  const further = values.slice(FIRST, MOST);
  return (
    <section class="facet">
      <h2>{say.facets[facet]}</h2>
      <Values {...props} facet={facet} values={values.slice(0, FIRST)} />
      {further.length > 0 && (
        <details>
          <summary>
            {say.more}
            <span class="visually-hidden">: {say.facets[facet]}</span>
          </summary>
          <Values {...props} facet={facet} values={further} />
        </details>
      )}
    </section>
  );
}

interface ValuesProps extends FacetsProps {
  readonly facet: FilterName;
  readonly values: ReadonlyArray<{ readonly value: string; readonly count: number }>;
}

function Values({ facet, values, query, links, ...names }: ValuesProps): JSX.Element {
  const chosen = chosenValues(query, facet);
  const numbers = new Intl.NumberFormat(LOCALES[names.reader.language]);
  return (
    <ul class="plain-list">
      {values.map(({ value, count }) => (
        <li key={value}>
          <a
            class="facet-value"
            href={links.toggled(facet, value)}
            rel="nofollow"
            aria-current={chosen.includes(value) ? 'true' : undefined}
          >
            <span class="facet-name">{valueName(facet, value, names)}</span>{' '}
            <span class="facet-count">{numbers.format(count)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
