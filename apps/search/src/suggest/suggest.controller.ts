import { SearchIndex, type Suggestion } from '#ports/search-index.port.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';

const SuggestQuery = z.strictObject({
  q: z.string().max(500).default(''),
  lang: z.string().max(35).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(10),
});

const SuggestAnswer = z.object({
  suggestions: z.array(
    z.object({
      text: z.string(),
      kind: z.enum(['query', 'tag', 'person', 'place', 'article']),
      id: z.string().optional(),
    }),
  ),
});

/** What a reader may be about to type. */
@Controller('v1/suggest')
export class SuggestController {
  constructor(private readonly index: SearchIndex) {}

  @Get()
  @Describe('Suggests what a reader may be about to type.', { 200: SuggestAnswer })
  async suggest(
    @Query({ schema: SuggestQuery }) { q, lang, limit }: z.infer<typeof SuggestQuery>,
  ): Promise<{ suggestions: Suggestion[] }> {
    return { suggestions: await this.index.suggest({ q, limit, ...(lang === undefined ? {} : { language: lang }) }) };
  }
}
