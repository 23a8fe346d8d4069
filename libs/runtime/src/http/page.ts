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

/** A mail brings its own styles and nothing else: no script, no form, no address of ours as its origin. */
const MAIL_POLICY = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  `default-src 'none'`,
  `style-src 'unsafe-inline'`,
  'img-src https: data:',
  `base-uri 'none'`,
  `frame-ancestors 'self'`,
].join('; ');

export interface PageOptions {
  /** 200 when absent. */
  readonly status?: number;
  /** True for a page that shows a mail of ours in an iframe. */
  readonly framesMail?: boolean;
}

/** Sends a page of our own, in its reader's language: nothing inline runs in it, nothing foreign is loaded but images over https. */
export function sendPage(
  reply: FastifyReply,
  html: string,
  { status, framesMail = false }: PageOptions = {},
): FastifyReply {
  if (status !== undefined) reply.code(status);
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('vary', 'accept-language')
    .header('content-security-policy', framesMail ? `${PAGE_POLICY}; frame-src 'self'` : PAGE_POLICY)
    .header('x-frame-options', 'DENY')
    .send(html);
}

/** Sends the HTML of a mail to be shown inside a page's sandboxed iframe. */
export function sendMailFrame(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', MAIL_POLICY)
    .header('x-frame-options', 'SAMEORIGIN')
    .send(html);
}
