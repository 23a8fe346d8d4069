import type { Facet, SearchAnswer } from '#contracts/search.js';
import { Injectable } from '@nestjs/common';
import { SearchArticles } from '../search-articles/search-articles.js';
import { SHOWN_FACETS, type SearchQuery } from './search-query.js';

const PAGE_SIZE = 20;
const SAME = { collapse: 'translation', explain: false } as const;

/** Answers the search page: hits, and for every facet what choosing another of its values would find. */
@Injectable()
export class FindForPage {
  constructor(private readonly articles: SearchArticles) {}

  async find(query: SearchQuery, reads: string | undefined): Promise<SearchAnswer> {
    const chosen = SHOWN_FACETS.filter((facet) => query[facet] !== undefined);
    const [answer, ...wider] = await Promise.all([
      this.articles.search({ ...query, ...SAME, facets: [...SHOWN_FACETS], limit: PAGE_SIZE, highlight: true }, reads),
      ...chosen.map((facet) => this.valuesWithout(facet, query, reads)),
    ]);
    return { ...answer, facets: { ...answer.facets, ...Object.assign({}, ...wider) } };
  }

  /** Values of one field mean "or": they are counted as if none of them were chosen. */
  private async valuesWithout(facet: Facet, query: SearchQuery, reads?: string): Promise<SearchAnswer['facets']> {
    const { [facet]: _chosen, ...rest } = query;
    const answer = await this.articles.search(
      { ...rest, ...SAME, facets: [facet], page: 1, limit: 1, highlight: false },
      reads,
    );
    return answer.facets;
  }
}

/** How many pages an answer has; no more than can be asked for. */
export function pagesOf({ total }: SearchAnswer): number {
  return Math.min(500, Math.max(1, Math.ceil(total / PAGE_SIZE)));
}
