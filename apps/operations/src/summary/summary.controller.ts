import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Controller, Get, Header } from '@nestjs/common';
import { ReadSummary } from './read-summary.js';
import type { SummaryDto } from './summary.dto.js';

/** The overview that the console shows live. */
@AdminOnly()
@Controller('v1/ops/summary')
export class SummaryController {
  constructor(private readonly summary: ReadSummary) {}

  @Get()
  @Header('cache-control', 'no-store')
  show(): Promise<SummaryDto> {
    return this.summary.read();
  }
}
