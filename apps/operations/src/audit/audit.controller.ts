import { ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { AuditStore, type AuditEntry } from '#ports/audit-store.port.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';

const AuditQuery = ListQuery.extend({ target: z.string().min(1).max(1000).optional() });

/** Who changed what, newest first. */
@AdminOnly()
@Controller('v1/ops/audit')
export class AuditController {
  constructor(private readonly audit: AuditStore) {}

  @Get()
  async list(
    @Query({ schema: AuditQuery }) { limit, cursor, target }: z.infer<typeof AuditQuery>,
  ): Promise<ListPage<AuditEntry>> {
    const found = await this.audit.list({ limit: limit + 1, before: cursor, target });
    return pageOf(found, limit, ({ id }) => id);
  }
}
