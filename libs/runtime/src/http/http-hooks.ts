import { ProblemError } from '#contracts/problem.js';
import type { FastifyInstance } from 'fastify';
import { nextTraceparent, withTraceparent } from '../telemetry/trace.js';

const LONGEST_URL = 8192;

/** What every answer carries. */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const;

/** Continues the caller's trace for all that the request does, and tells the caller its traceparent. */
export function addTraceHook(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const incoming = request.headers['traceparent'];
    const traceparent = nextTraceparent(typeof incoming === 'string' ? incoming : undefined);
    void reply.header('traceparent', traceparent);
    withTraceparent(traceparent, done);
  });
}

/** Sets the headers of every answer and the limit of every address. */
export function addSecurityHook(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(SECURITY_HEADERS);
    if (request.url.length <= LONGEST_URL) done();
    else done(new ProblemError(414, `The address is longer than ${LONGEST_URL} characters.`));
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (!reply.hasHeader('content-security-policy')) {
      void reply.header('content-security-policy', `default-src 'none'; frame-ancestors 'none'`);
    }
    done();
  });
}
