import { TransientError } from '#contracts/errors.js';
import type { SearchAnswer } from '#contracts/search.js';
import { sendPage } from '#runtime/http/page.js';
import { SEARCH_PHRASES } from '#web/phrases/search-phrases.js';
import { renderPage } from '#web/render-page.js';
import { LIVE_SEARCH, SUGGESTIONS } from '#web/scripts/scripts.js';
import { Describe, PAGE } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FindForPage } from './find-for-page.js';
import { readerOf, type Reader } from './reader.js';
import { headingOf } from './results-heading.js';
import { isFiltered, readSearchQuery, type SearchQuery } from './search-query.js';
import { SearchPage, type SearchPageProps } from './search.page.js';
import { SourceNames } from './source-names.js';

/** The page where readers search; it answers whole, and a script asks it again while they type. */
@Controller()
export class SearchPageController {
  constructor(
    private readonly find: FindForPage,
    private readonly sources: SourceNames,
  ) {}

  @Get()
  @Describe('Shows the search page.', { 200: PAGE })
  async show(
    @Query() raw: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = readerOf(request);
    const { query, understood } = readSearchQuery(raw);
    const answer = await this.answer(query, reader);
    const sourceNames = await this.sources.of(sourcesIn(query, answer));
    const html = pageOf({ reader, query, understood, answer, sourceNames });
    await sendPage(reply, html, { status: answer === undefined ? 503 : understood ? 200 : 422 });
  }

  /** Undefined while the search is away. */
  private async answer(query: SearchQuery, { reads }: Reader): Promise<SearchAnswer | undefined> {
    try {
      return await this.find.find(query, reads);
    } catch (error) {
      if (error instanceof TransientError) return undefined;
      throw error;
    }
  }
}

function sourcesIn({ source = [] }: SearchQuery, answer: SearchAnswer | undefined): string[] {
  const counted = answer?.facets['source']?.map(({ value }) => value) ?? [];
  return [...source, ...counted, ...(answer?.hits.map((hit) => hit.source) ?? [])];
}

function pageOf(props: SearchPageProps): string {
  const { reader, query, answer } = props;
  const say = SEARCH_PHRASES[reader.language];
  const asked = query.q.trim() !== '' || isFiltered(query) || query.page > 1;
  return renderPage({
    language: reader.language,
    title: asked && answer !== undefined ? headingOf({ reader, query, answer }) : say.title,
    description: say.description,
    head: asked && <meta name="robots" content="noindex, follow" />,
    body: <SearchPage {...props} />,
    scripts: [LIVE_SEARCH, SUGGESTIONS],
    path: reader.path,
    chosen: reader.chosen,
    wide: true,
  });
}
