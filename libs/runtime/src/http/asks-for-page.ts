import type { FastifyRequest } from 'fastify';

/** Addresses for programs alone: they answer browsers as they answer everybody. */
const FOR_PROGRAMS = /^\/(?:v1|health)(?:\/|$)|^\/(?:metrics|openapi\.json|asyncapi\.json)$/;
const FOR_READERS = 'text/html';
const DOCUMENTS = ['application/json', 'application/problem+json'];

/** Whether a page is the better answer: outside the API, and by a caller that names HTML and likes no document more (RFC 9110 12.5.1). */
export function asksForPage({ url, headers: { accept } }: Pick<FastifyRequest, 'url' | 'headers'>): boolean {
  if (accept === undefined || FOR_PROGRAMS.test(url.split('?')[0] ?? '')) return false;
  const ranges = accept.toLowerCase().split(',').map(rangeOf);
  const page = qualityOf(FOR_READERS, ranges);
  return page > 0 && DOCUMENTS.every((type) => qualityOf(type, ranges) <= page);
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

function rangeOf(part: string): Range {
  const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim());
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1');
  return { type, quality: Number.isFinite(quality) ? quality : 0 };
}

/** 0 for a type that is not named: who takes anything is a program. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  return ranges.find((range) => range.type === type)?.quality ?? 0;
}
