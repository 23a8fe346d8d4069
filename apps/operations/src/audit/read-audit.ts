import { ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { AuditStore, type AuditEntry } from '#ports/audit-store.port.js';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

/** Which acts to list. */
export const AuditQuery = ListQuery.extend({ target: z.string().min(1).max(1000).optional() });
export type AuditQuery = z.infer<typeof AuditQuery>;

/** An administrative act. */
export const AuditDto = z
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
export type AuditDto = z.infer<typeof AuditDto>;

/** Who changed what, newest first, as administrators read it. */
@Injectable()
export class ReadAudit {
  constructor(private readonly audit: AuditStore) {}

  async list({ limit, cursor, target }: AuditQuery): Promise<ListPage<AuditDto>> {
    const found = await this.audit.list({ limit: limit + 1, before: cursor, target });
    return pageOf(found.map(auditDto), limit, ({ id }) => id);
  }
}

function auditDto({ at, ...entry }: AuditEntry): AuditDto {
  return { ...entry, at: at.toISOString() };
}
