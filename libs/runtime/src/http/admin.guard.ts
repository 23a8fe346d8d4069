import { ProblemError } from '#contracts/problem.js';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AdminSessions } from '../security/admin-sessions.js';
import { AdminToken } from '../security/admin-token.js';
import { FailedSignIns } from '../security/failed-sign-ins.js';

/** Lets a request pass that carries the admin token or the console's cookie; else 401, or 429 after too many wrong ones. */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(
    private readonly token: AdminToken,
    private readonly sessions: AdminSessions,
    private readonly failures: FailedSignIns,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { authorization, cookie } = request.headers;
    const bearer = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    if (bearer !== undefined && this.token.matches(bearer)) return true;
    if (bearer === undefined && this.sessions.isOpen(cookie)) {
      if (isOurOwn(request)) return true;
      throw new ProblemError(403, 'The console acts from its own pages only.');
    }
    throw this.refusal(request, authorization !== undefined);
  }

  private refusal(request: FastifyRequest, tried: boolean): ProblemError {
    const wait = tried ? this.failures.add(request.ip) : undefined;
    if (wait !== undefined) {
      return new ProblemError(429, 'Too many wrong sign-ins.', { headers: { 'retry-after': String(wait) } });
    }
    return new ProblemError(401, 'The admin token is needed: Authorization: Bearer <token>.', {
      headers: { 'www-authenticate': 'Bearer realm="courant"' },
    });
  }
}

/** A cookie alone must not do what another site asked for: browsers state the origin of every change. */
function isOurOwn({ method, headers }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = headers.origin;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === headers.host);
}
