import { primaryLanguage } from '#text/languages.js';
import { interfaceLanguage, wishedLanguage, type InterfaceLanguage } from '#web/interface-language.js';
import type { FastifyRequest } from 'fastify';
import { readerLanguage } from '../search-articles/reader-language.js';

/** Who looks at a page. */
export interface Reader {
  /** That the page speaks. */
  readonly language: InterfaceLanguage;
  /** Chosen on the page, rather than told by the browser. */
  readonly chosen: InterfaceLanguage | undefined;
  /** That articles are best shown in, where they come in several. */
  readonly reads: string | undefined;
  /** Path and query of the page. */
  readonly path: string;
}

/** The reader of a request. */
export function readerOf({ headers, query, url }: FastifyRequest): Reader {
  const accepted = headers['accept-language'];
  const chosen = wishedLanguage(wishIn(query));
  return {
    language: interfaceLanguage(accepted, chosen),
    chosen,
    reads: chosen === undefined ? readerLanguage(accepted) : primaryLanguage(chosen),
    path: url,
  };
}

function wishIn(query: unknown): unknown {
  return typeof query === 'object' && query !== null && 'ui' in query ? query.ui : undefined;
}
