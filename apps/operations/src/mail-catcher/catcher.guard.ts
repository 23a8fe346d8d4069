import { ProblemError } from '#contracts/problem.js';
import { MailCatcher } from '#ports/mail-catcher.port.js';
import { Config } from '#runtime/config/config.js';
import { AdminGuard } from '#runtime/http/admin.guard.js';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Caught mails hold personal links. On this machine alone they may be read by whoever sits at it; where the server listens
 * to others, by administrators. 404 where mail goes to a real server.
 */
@Injectable()
export class CatcherGuard implements CanActivate {
  constructor(
    private readonly catcher: MailCatcher,
    private readonly config: Config,
    private readonly admin: AdminGuard,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (!this.catcher.active) throw new ProblemError(404, 'Mail goes to a real server; nothing is caught here.');
    return LOOPBACK.has(this.config.httpHost) || this.admin.canActivate(context);
  }
}
