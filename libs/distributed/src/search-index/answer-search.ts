import type { SearchAnswer } from '#contracts/search.js';
import type { SearchRequest } from '#ports/search-index.port.js';
import { primaryLanguage } from '#text/languages.js';
import type { ArchiveFacts } from './archive-facts.js';
import { askedQuery, type AskedQuery } from './asked-query.js';
import { correctedQuery } from './correct-query.js';
import { countFacets } from './count-facets.js';
import { findHits, shownOf, type FoundArticles } from './find-hits.js';
import { makeHits } from './make-hits.js';
import type { MeilisearchLink } from './meilisearch-link.js';
import { inReadersLanguage, membersOf } from './translation-groups.js';

export interface SearchContext {
  readonly link: MeilisearchLink;
  readonly facts: ArchiveFacts;
  readonly now: number;
}

/** Finds a page of hits, then asks at once for everything else that the answer shows of them. */
export async function answerSearch(request: SearchRequest, context: SearchContext): Promise<SearchAnswer> {
  const began = performance.now();
  const asked = await askedQuery(request, context.facts, context.now);
  const found = asked === undefined ? undefined : await findHits(asked, context.link);
  const parts =
    asked === undefined || found === undefined ? nothingFound(request) : await partsOf(found, asked, context);
  return { ...parts, tookMs: Math.round((performance.now() - began) * 100) / 100 };
}

async function partsOf(
  found: FoundArticles,
  asked: AskedQuery,
  { link, facts, now }: SearchContext,
): Promise<Omit<SearchAnswer, 'tookMs'>> {
  const groups = [...new Set(found.hits.flatMap(({ group }) => (group === undefined ? [] : [group])))];
  const [articles, translations, facets, corrected] = await Promise.all([
    inReadersLanguage(found, asked, shownOf(asked), link),
    membersOf((await facts.hasGroups()) ? groups : [], now, link),
    countFacets(found, asked, link),
    correctedQuery(found, asked, link),
  ]);
  return {
    hits: makeHits(articles, translations, found, asked),
    total: found.total,
    facets,
    query: {
      ...(corrected === undefined ? {} : { corrected }),
      language: asked.readers ?? asked.languages[0] ?? 'und',
    },
  };
}

function nothingFound({ facets, language }: SearchRequest): Omit<SearchAnswer, 'tookMs'> {
  return {
    ...{ hits: [], total: 0 },
    facets: Object.fromEntries(facets.map((facet) => [facet, []])),
    query: { language: language === undefined ? 'und' : primaryLanguage(language) },
  };
}
