import { ArticleId } from '#contracts/ids.js';
import { AdminGuard } from '#runtime/http/admin.guard.js';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ReceiptLinks } from '../receive-article/receipt-links.js';

/** Lets pass who holds the key of this receipt, or the admin token. */
@Injectable()
export class ReceiptGuard implements CanActivate {
  constructor(
    private readonly links: ReceiptLinks,
    private readonly admin: AdminGuard,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { params, query } = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Params: { id?: string }; Querystring: { key?: unknown } }>>();
    const id = ArticleId.safeParse(params.id);
    if (id.success && typeof query.key === 'string' && this.links.opens(id.data, query.key)) return true;
    return this.admin.canActivate(context);
  }
}
