import { TransientError } from '#contracts/errors.js';
import { ProblemPages, type ProblemReader } from '#contracts/problem-pages.js';
import { ProblemError, titleOf } from '#contracts/problem.js';
import { Catch, HttpException, Optional, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from '../telemetry/logger.js';
import { currentTraceparent, traceIdOf } from '../telemetry/trace.js';
import { asksForPage } from './asks-for-page.js';
import { sendPage } from './page.js';
import { RouteTable } from './route-table.js';

/**
 * Answers every error with a problem document (RFC 9457) that says nothing of the inside; with a page where a browser asks for
 * one and the service has pages.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter<unknown> {
  constructor(
    private readonly logger: Logger,
    private readonly routes: RouteTable,
    @Optional() private readonly pages?: ProblemPages,
  ) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const error = this.problemOf(exception, request);
    const problem = error.toProblem(request.url.split('?')[0] ?? '/');
    void reply.headers({ ...error.extra.headers }).header('cache-control', 'no-store');
    if (this.pages !== undefined && asksForPage(request)) {
      // The address may be a personal link.
      void reply.header('referrer-policy', 'no-referrer');
      void sendPage(reply, this.pages.page(problem, readerOf(request)), { status: problem.status });
      return;
    }
    void reply.code(problem.status).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
  }

  private problemOf(exception: unknown, request: FastifyRequest): ProblemError {
    if (exception instanceof ProblemError) return exception;
    if (exception instanceof TransientError) return this.unavailable(exception);
    const status = statusOf(exception);
    if (status === 404) return this.notFound(request);
    if (status !== undefined && status < 500) return new ProblemError(status, detailOf(status, exception));
    if (status === 503)
      return new ProblemError(503, 'The service is busy or stopping.', { headers: { 'retry-after': '5' } });
    const traceparent = currentTraceparent();
    const traceId = traceparent === undefined ? 'unknown' : traceIdOf(traceparent);
    this.logger.error({ err: exception, method: request.method, route: request.routeOptions.url }, 'request failed');
    return new ProblemError(500, `Something went wrong here; it is recorded as ${traceId}.`);
  }

  private unavailable(error: TransientError): ProblemError {
    this.logger.warn({ err: error }, 'request refused for now');
    return new ProblemError(503, 'A part of the service is away or busy; try again later.', {
      headers: { 'retry-after': String(error.options.retryAfterSeconds ?? 5) },
    });
  }

  /** No route for this path, or none for this method. */
  private notFound(request: FastifyRequest): ProblemError {
    const path = request.url.split('?')[0] ?? '/';
    const methods = this.routes.methodsFor(path);
    if (methods.length === 0) return new ProblemError(404, 'Nothing is here.');
    const allow = methods.join(', ');
    return new ProblemError(405, `${request.method} is not possible here; possible are ${allow}.`, {
      headers: { allow },
    });
  }
}

function readerOf({ method, headers, query }: FastifyRequest): ProblemReader {
  const wished = typeof query === 'object' && query !== null && 'ui' in query ? query.ui : undefined;
  return { accepts: headers['accept-language'], wished, canAskAgain: method === 'GET' };
}

function statusOf(exception: unknown): number | undefined {
  if (exception instanceof HttpException) return exception.getStatus();
  if (exception instanceof Error && 'statusCode' in exception && typeof exception.statusCode === 'number') {
    return exception.statusCode;
  }
  return undefined;
}

const DETAILS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  408: 'The request took too long to arrive.',
  413: 'The body is larger than this address takes.',
  414: 'The address is too long.',
  415: 'The content type is not understood here.',
  429: 'Too many requests; try again later.',
  431: 'The headers are too large.',
};

function detailOf(status: number, exception: unknown): string {
  if (DETAILS[status] !== undefined) return DETAILS[status];
  return exception instanceof Error && exception.message !== '' ? exception.message : titleOf(status);
}
