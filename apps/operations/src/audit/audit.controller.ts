import { listOf, type ListPage } from '#contracts/list-query.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Query } from '@nestjs/common';
import { AuditDto, AuditQuery, ReadAudit } from './read-audit.js';

/** Who changed what, newest first. */
@AdminOnly()
@Controller('v1/ops/audit')
export class AuditController {
  constructor(private readonly audit: ReadAudit) {}

  @Get()
  @Describe('Lists administrative acts, newest first.', { 200: listOf(AuditDto) })
  list(@Query({ schema: AuditQuery }) query: AuditQuery): Promise<ListPage<AuditDto>> {
    return this.audit.list(query);
  }
}
