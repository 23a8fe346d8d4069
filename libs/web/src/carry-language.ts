import type { InterfaceLanguage } from './interface-language.js';

const ANY_ORIGIN = 'http://courant.invalid';

/** An address of ours, with the language that the reader chose (`?ui=`) carried on; without a choice it stays as it is. */
export function carryLanguage(path: string, chosen: InterfaceLanguage | undefined): string {
  if (chosen === undefined) return path;
  const url = new URL(path, ANY_ORIGIN);
  url.searchParams.set('ui', chosen);
  return `${url.pathname}${url.search}${url.hash}`;
}
