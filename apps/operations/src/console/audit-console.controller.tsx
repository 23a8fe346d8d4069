import { Describe, PAGE } from '#runtime/reference/describe.decorator.js';
import { Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AuditQuery, ReadAudit } from '../audit/read-audit.js';
import { AuditPage } from './audit.page.js';
import { sendConsolePage } from './console-answer.js';
import { ConsoleController } from './console-controller.decorator.js';

/** Who changed what. */
@ConsoleController('console/audit')
export class AuditConsoleController {
  constructor(private readonly audit: ReadAudit) {}

  @Get()
  @Describe('Shows administrative acts in the console.', { 200: PAGE })
  async list(@Query({ schema: AuditQuery }) query: AuditQuery, @Res() reply: FastifyReply): Promise<void> {
    const body = <AuditPage page={await this.audit.list(query)} target={query.target} />;
    await sendConsolePage(reply, { title: 'Audit', place: '/console/audit', body });
  }
}
