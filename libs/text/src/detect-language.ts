import { eld } from 'eld/medium';
import { UNDETERMINED, primaryLanguage, type Language } from './languages.js';

/** A shorter text is believed only when the detector calls itself sure. */
const SURE_FROM_LETTERS = 24;
const SAMPLE_LENGTH = 420;

/**
 * The language of a text, or the fallback (else `und`) when the text says too little.
 * Importing this module loads the n-gram table (about 70 MB): reach it through the text pool, or import it when needed.
 */
export function detectLanguage(text: string, fallback?: Language): Language {
  const sample = text.length > SAMPLE_LENGTH ? text.slice(0, SAMPLE_LENGTH) : text;
  const found = eld.detect(sample);
  if (found.language === '') return fallback ?? UNDETERMINED;
  if (isShort(sample) && !found.isReliable()) return fallback ?? UNDETERMINED;
  return primaryLanguage(found.language);
}

function isShort(text: string): boolean {
  return text.length < 8 * SURE_FROM_LETTERS && text.replace(/[^\p{L}]+/gu, '').length < SURE_FROM_LETTERS;
}
