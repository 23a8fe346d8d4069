import { AuditStore, type AuditEntry } from '#ports/audit-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { ProblemError } from '#contracts/problem.js';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, concatMap, from, map, throwError, type Observable } from 'rxjs';
import { currentTraceparent } from '../telemetry/trace.js';

/** Records every administrative change with its outcome before it is answered. */
@Injectable()
export class AuditInterceptor implements NestInterceptor<unknown, unknown> {
  constructor(
    private readonly audit: AuditStore,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (request.method === 'GET' || request.method === 'HEAD') return next.handle();
    const reply = http.getResponse<FastifyReply>();
    const record = (outcome: AuditEntry['outcome'], detail: string): Observable<string> =>
      from(this.audit.append(this.entry(request, outcome, detail)));
    return next.handle().pipe(
      catchError((error: unknown) => {
        const refused = error instanceof ProblemError && error.status < 500;
        const detail = error instanceof ProblemError ? `${error.status} ${error.message}` : String(error);
        return record(refused ? 'refused' : 'failed', detail).pipe(concatMap(() => throwError(() => error)));
      }),
      concatMap((answer) => record('done', String(reply.statusCode)).pipe(map(() => answer))),
    );
  }

  private entry(request: FastifyRequest, outcome: AuditEntry['outcome'], detail: string): Omit<AuditEntry, 'id'> {
    const traceparent = currentTraceparent();
    return {
      at: this.clock.now(),
      who: request.headers.authorization === undefined ? 'console' : 'token',
      what: `${request.method} ${request.routeOptions.url ?? ''}`,
      target: request.url.split('?')[0] ?? '/',
      outcome,
      detail,
      ...(traceparent === undefined ? {} : { traceparent }),
    };
  }
}
