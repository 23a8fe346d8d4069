import { Ranking } from '#contracts/ranking.js';
import { RELATED_WEIGHTS } from '#contracts/related-ranking.js';
import { SEARCH_STEPS, SEARCH_WEIGHTS } from '#contracts/search-ranking.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get } from '@nestjs/common';

/** Everything that decides an order, in words and numbers. */
@Controller('v1/ranking')
export class RankingController {
  @Get()
  @Describe('Shows everything that decides the order of hits and related lists, in words and numbers.', {
    200: Ranking,
  })
  show(): Ranking {
    const steps = Object.entries(SEARCH_STEPS).map(([name, meaning]) => ({ name, meaning }));
    return { search: { steps, weights: SEARCH_WEIGHTS }, related: { weights: RELATED_WEIGHTS } };
  }
}
