import type { FastifyReply } from 'fastify';

const PAGE_POLICY = [
  `default-src 'none'`,
  `style-src 'self'`,
  `script-src 'self'`,
  `img-src 'self' https: data:`,
  `connect-src 'self'`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

/** Sends a page of our own: nothing inline runs in it, nothing foreign is loaded but images over https. */
export function sendPage(reply: FastifyReply, html: string, status?: number): FastifyReply {
  if (status !== undefined) reply.code(status);
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', PAGE_POLICY)
    .header('x-frame-options', 'DENY')
    .send(html);
}
