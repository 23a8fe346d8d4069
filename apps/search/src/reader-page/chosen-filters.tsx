import { dateText } from '#web/components/reader-date.js';
import { SEARCH_PHRASES } from '#web/phrases/search-phrases.js';
import type { JSX } from 'preact';
import type { FacetsProps } from './facets.props.js';
import { chosenValues, FILTERS, isFiltered } from './search-query.js';
import { valueName } from './value-name.js';

/** The filters that are chosen, each with the way to be rid of it; nothing when there is none. */
export function ChosenFilters({ query, links, ...names }: Omit<FacetsProps, 'facets'>): JSX.Element | null {
  if (!isFiltered(query)) return null;
  const { language } = names.reader;
  const say = SEARCH_PHRASES[language];
  const values = FILTERS.flatMap((filter) =>
    chosenValues(query, filter).map((value) => ({
      name: valueName(filter, value, names),
      href: links.toggled(filter, value),
    })),
  );
  const bounds = (['from', 'to'] as const).flatMap((bound) => {
    const at = query[bound];
    return at === undefined ? [] : [{ name: `${say[bound]} ${dateText(at, language)}`, href: links.without(bound) }];
  });
  return (
    <div class="chosen">
      <h2 class="visually-hidden">{say.chosen}</h2>
      <ul class="plain-list">
        {[...values, ...bounds].map(({ name, href }) => (
          <li key={href}>
            <a class="chosen-value" href={href} rel="nofollow" aria-label={say.remove(name)}>
              {name} <span aria-hidden="true">×</span>
            </a>
          </li>
        ))}
      </ul>
      <a href={links.unfiltered()}>{say.removeAll}</a>
    </div>
  );
}
