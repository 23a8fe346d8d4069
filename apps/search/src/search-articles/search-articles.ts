import type { SearchAnswer, SearchParameters } from '#contracts/search.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { SearchIndex } from '#ports/search-index.port.js';
import type { Language } from '#text/languages.js';
import { Injectable } from '@nestjs/common';
import { CurrentVocabulary } from '../vocabulary/current-vocabulary.js';

/** Answers searches as they are asked over HTTP. */
@Injectable()
export class SearchArticles {
  constructor(
    private readonly index: SearchIndex,
    private readonly vocabulary: CurrentVocabulary,
  ) {}

  /** `language` is the reader's: it chooses among translations. */
  async search(parameters: SearchParameters, language?: Language): Promise<SearchAnswer> {
    const { q, sort, page, limit, facets = [], collapse, highlight, explain, ...filters } = parameters;
    const vocabulary = await this.vocabulary.forSearch();
    return this.index.search({
      ...vocabulary?.of(q),
      ...{ q, page, limit, facets, collapse, highlight, explain },
      ...(language === undefined ? {} : { language }),
      filters: withoutAbsent(filters),
      sort: sort ?? (q.trim() === '' ? 'newest' : 'relevance'),
    });
  }
}
