import { ProblemError } from '#contracts/problem.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { SECURITY_HEADERS } from './http-hooks.js';

const CLOSED_POLICY = `default-src 'none'; frame-ancestors 'none'`;

const HEADERS = {
  'content-type': 'application/problem+json',
  'cache-control': 'no-store',
  'content-security-policy': CLOSED_POLICY,
  ...SECURITY_HEADERS,
};

/** Answers an address that cannot be decoded or has a part that is too long, which no hook gets to see, as every error is answered. */
export function answerUnroutable(error: { statusCode?: number }, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 400;
  const detail = status === 414 ? 'A part of the address is too long.' : 'The address cannot be decoded.';
  void reply.headers({ ...SECURITY_HEADERS, 'content-security-policy': CLOSED_POLICY });
  void reply.server.errorHandler(new ProblemError(status, detail), request, reply);
}

const UNREADABLE: Readonly<Record<string, readonly [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers are too large.'],
};

/** Answers what is no HTTP request, or does not arrive in time, and ends the connection. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, detail] = UNREADABLE[error.code ?? ''] ?? [400, 'This is no HTTP request.'];
  const body = JSON.stringify(new ProblemError(status, detail).toProblem());
  const headers = { ...HEADERS, 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  if (socket.writable) socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
  socket.destroySoon();
}
