import type { Ranking } from '#contracts/ranking.js';
import { RELATED_WEIGHTS } from '#contracts/related-ranking.js';
import { SEARCH_STEPS, SEARCH_WEIGHTS } from '#contracts/search-ranking.js';
import { Controller, Get } from '@nestjs/common';

/** Everything that decides an order, in words and numbers. */
@Controller('v1/ranking')
export class RankingController {
  @Get()
  show(): Ranking {
    const steps = Object.entries(SEARCH_STEPS).map(([name, meaning]) => ({ name, meaning }));
    return { search: { steps, weights: SEARCH_WEIGHTS }, related: { weights: RELATED_WEIGHTS } };
  }
}
