import { carryLanguage } from '#web/carry-language.js';
import type { Reader } from './reader.js';
import { chosenValues, FILTERS, type FilterName, type SearchQuery } from './search-query.js';

/** Addresses of the search page that differ a little from the one shown. */
export class SearchLinks {
  constructor(
    private readonly query: SearchQuery,
    private readonly reader: Reader,
  ) {}

  /** The same search in another order. */
  sorted(sort: NonNullable<SearchQuery['sort']>): string {
    return this.to({ ...this.query, sort, page: 1 });
  }

  paged(page: number): string {
    return this.to({ ...this.query, page });
  }

  /** With a value of a filter added, or taken away where it is chosen. */
  toggled(filter: FilterName, value: string): string {
    const chosen = chosenValues(this.query, filter);
    const values = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    return addressOf([...pairsOf({ ...this.query, page: 1 }, filter), ...pairsFor(filter, values)], this.reader);
  }

  without(bound: 'from' | 'to'): string {
    return this.to({ ...this.query, [bound]: undefined, page: 1 });
  }

  /** The words alone. */
  unfiltered(): string {
    const { q, sort } = this.query;
    return this.to({ q, sort, page: 1 });
  }

  private to(query: SearchQuery): string {
    return addressOf(pairsOf(query), this.reader);
  }
}

type Pair = readonly [string, string];

/** The page with one filter set and nothing else. */
export function filteredBy(filter: FilterName, value: string, reader: Reader): string {
  return addressOf(pairsFor(filter, [value]), reader);
}

/** What a form must carry on besides the words. */
export function keptPairs(query: SearchQuery): Pair[] {
  return pairsOf({ ...query, q: '', page: 1 });
}

function pairsOf(query: SearchQuery, except?: FilterName): Pair[] {
  const { q, sort, from, to, page } = query;
  const bounds = Object.entries({ sort, from, to }).flatMap(([name, value]): Pair[] =>
    value === undefined ? [] : [[name, value]],
  );
  return [
    ...(q === '' ? [] : [['q', q] as const]),
    ...FILTERS.filter((name) => name !== except).flatMap((name) => pairsFor(name, chosenValues(query, name))),
    ...bounds,
    ...(page === 1 ? [] : [['page', String(page)] as const]),
  ];
}

function pairsFor(name: string, values: readonly string[]): Pair[] {
  return values.map((value) => [name, value]);
}

function addressOf(pairs: readonly Pair[], { chosen }: Reader): string {
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();
  return carryLanguage(search === '' ? '/' : `/?${search}`, chosen);
}
