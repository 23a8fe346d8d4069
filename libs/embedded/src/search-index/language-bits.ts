import { SUPPORTED_LANGUAGES } from '#text/languages.js';

const OTHER = 30;

/** The bit that stands for a language in a set; languages that are not supported share one. */
export function languageBit(language: string): number {
  const index = SUPPORTED_LANGUAGES.indexOf(language);
  return 1 << (index === -1 ? OTHER : index);
}

/** The languages, out of some, that a set of bits holds. */
export function languagesIn(bits: number, among: readonly string[]): string[] {
  return among.filter((language) => (bits & languageBit(language)) !== 0);
}
