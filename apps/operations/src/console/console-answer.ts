import { sendPage } from '#runtime/http/page.js';
import { HttpStatus, type HttpRedirectResponse } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { consolePage, type ConsolePage } from './console-page.js';

/** Sends a page of the console; nothing on the way may keep it. */
export async function sendConsolePage(reply: FastifyReply, page: ConsolePage): Promise<void> {
  await sendPage(reply.header('cache-control', 'no-store'), consolePage(page));
}

/** Where an act leads: to a page that shows what came of it, and that can be loaded again without acting again. */
export function shownAt(path: string, outcome: string): HttpRedirectResponse {
  return { url: `${path}${path.includes('?') ? '&' : '?'}outcome=${outcome}`, statusCode: HttpStatus.SEE_OTHER };
}
