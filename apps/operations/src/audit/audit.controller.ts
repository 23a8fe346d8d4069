import { listOf, ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { AuditStore, type AuditEntry } from '#ports/audit-store.port.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';

const AuditQuery = ListQuery.extend({ target: z.string().min(1).max(1000).optional() });

const AuditDto = z
  .object({
    id: z.string(),
    at: z.string(),
    who: z.string(),
    what: z.string(),
    target: z.string(),
    outcome: z.enum(['done', 'refused', 'failed']),
    detail: z.string().optional(),
    traceparent: z.string().optional(),
  })
  .meta({ id: 'AuditEntry' });
type AuditDto = z.infer<typeof AuditDto>;

/** Who changed what, newest first. */
@AdminOnly()
@Controller('v1/ops/audit')
export class AuditController {
  constructor(private readonly audit: AuditStore) {}

  @Get()
  @Describe('Lists administrative acts, newest first.', { 200: listOf(AuditDto) })
  async list(
    @Query({ schema: AuditQuery }) { limit, cursor, target }: z.infer<typeof AuditQuery>,
  ): Promise<ListPage<AuditDto>> {
    const found = await this.audit.list({ limit: limit + 1, before: cursor, target });
    return pageOf(found.map(auditDto), limit, ({ id }) => id);
  }
}

function auditDto({ at, ...entry }: AuditEntry): AuditDto {
  return { ...entry, at: at.toISOString() };
}
