import { interfaceLanguage, type InterfaceLanguage } from '#web/interface-language.js';
import type { FastifyRequest } from 'fastify';

/** The language that a page of this request speaks: the wished one (`?ui=`), else the browser's. */
export function requestLanguage({ headers, query }: Pick<FastifyRequest, 'headers' | 'query'>): InterfaceLanguage {
  const wished = typeof query === 'object' && query !== null && 'ui' in query ? String(query.ui) : undefined;
  return interfaceLanguage(headers['accept-language'], wished);
}
