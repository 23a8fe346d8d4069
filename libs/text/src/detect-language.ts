import { eld } from 'eld/medium';
import { UNDETERMINED, primaryLanguage, type Language } from './languages.js';

/** Text shorter than this many letters is a guess at best. */
const SURE_FROM_LETTERS = 24;

/**
 * The language of a text, or the fallback (else `und`) when the text says too little.
 * Importing this module loads the n-gram table (about 70 MB): reach it through the text pool, or import it when needed.
 */
export function detectLanguage(text: string, fallback?: Language): Language {
  const sample = text.length > 1_000 ? text.slice(0, 1_000) : text;
  const found = eld.detect(sample);
  if (found.language === '') return fallback ?? UNDETERMINED;
  const letters = sample.replace(/[^\p{L}]+/gu, '').length;
  if (letters < SURE_FROM_LETTERS && !found.isReliable()) return fallback ?? UNDETERMINED;
  return primaryLanguage(found.language);
}
