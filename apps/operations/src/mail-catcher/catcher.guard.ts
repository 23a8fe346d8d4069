import { ProblemError } from '#contracts/problem.js';
import { MailCatcher } from '#ports/mail-catcher.port.js';
import { Config } from '#runtime/config/config.js';
import { AdminGuard } from '#runtime/http/admin.guard.js';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;
/** What a proxy says of the request that it passes on. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * Caught mails hold personal links. On this machine alone they may be read by whoever sits at it; where others can reach the
 * server, also through a proxy, by administrators. The Host header must name this machine, so that no foreign site can point
 * its own name here. 404 where mail goes to a real server.
 */
@Injectable()
export class CatcherGuard implements CanActivate {
  private readonly onlyThisMachine: boolean;

  constructor(
    private readonly catcher: MailCatcher,
    { httpHost, publicUrl }: Config,
    private readonly admin: AdminGuard,
  ) {
    const host = httpHost.includes(':') ? `[${httpHost}]` : httpHost;
    this.onlyThisMachine = LOOPBACK.test(host) && LOOPBACK.test(new URL(publicUrl).host);
  }

  canActivate(context: ExecutionContext): boolean {
    if (!this.catcher.active) throw new ProblemError(404, 'Mail goes to a real server; nothing is caught here.');
    return this.isFromHere(context) || this.admin.canActivate(context);
  }

  private isFromHere(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const passedOn = PASSED_ON.some((name) => headers[name] !== undefined);
    return this.onlyThisMachine && !passedOn && LOOPBACK.test(headers.host ?? '');
  }
}
