import { ProblemError } from '#contracts/problem.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseJson } from './parse-json.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set by `@RawBody()`: the body is handed over as bytes, up to this many. */
    rawBodyLimit?: number;
  }
}

/** One parser for every content type: bytes for raw routes, else JSON or a form; anything else is 415. */
export function addBodyParser(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const limit = route.config?.rawBodyLimit;
    if (limit !== undefined) route.bodyLimit = limit;
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) =>
    parseBody(request, body),
  );
}

function parseBody(request: FastifyRequest, body: Buffer): unknown {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (!['', 'identity'].includes(encoding)) {
    throw new ProblemError(415, 'The body must come as it is, without a content encoding.', {
      headers: { 'accept-encoding': 'identity' },
    });
  }
  if (request.routeOptions.config.rawBodyLimit !== undefined) return body;
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const mediaType = type.trim();
  if (body.length === 0) return undefined;
  if (parameters.some((parameter) => /^\s*charset=/.test(parameter) && !/^\s*charset="?utf-?8"?\s*$/.test(parameter))) {
    throw new ProblemError(415, 'The body must be UTF-8.');
  }
  if (/^application\/(?:[\w.+-]+\+)?json$/.test(mediaType)) return parseJson(body);
  if (mediaType === 'application/x-www-form-urlencoded') return parseForm(body);
  throw new ProblemError(415, `${mediaType || 'A body without content type'} is not understood here.`);
}

/** Fields by name; a field given several times is a list. */
function parseForm(body: Buffer): Record<string, string | string[]> {
  const fields = new URLSearchParams(body.toString('utf8'));
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
