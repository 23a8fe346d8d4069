import { sendPage } from '#runtime/http/page.js';
import type { FastifyReply } from 'fastify';

/** Sends a page that is for one person alone: kept by nobody, and its address is told to nobody. */
export async function sendPersonalPage(reply: FastifyReply, html: string, status = 200): Promise<void> {
  void reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('x-robots-tag', 'noindex');
  await sendPage(reply, html, { status });
}
