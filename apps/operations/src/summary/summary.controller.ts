import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Header } from '@nestjs/common';
import { ReadSummary } from './read-summary.js';
import { SummaryDto } from './summary.dto.js';

/** The overview that the console shows live. */
@AdminOnly()
@Controller('v1/ops/summary')
export class SummaryController {
  constructor(private readonly summary: ReadSummary) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Describe('Shows everything that operations look at first, at one moment.', { 200: SummaryDto })
  show(): Promise<SummaryDto> {
    return this.summary.read();
  }
}
