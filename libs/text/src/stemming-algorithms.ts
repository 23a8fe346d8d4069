import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { stem as english } from 'porter2';
import { createRequire } from 'node:module';
import type snowball from 'snowball-stemmers';
import type { Language } from './languages.js';

/** Makes the stem of a lower-case word. */
export type StemmingAlgorithm = (word: string) => string;

let czech: ReturnType<typeof snowball.newStemmer> | undefined;

/** Loads its large file when the first Czech word comes. */
function stemCzech(word: string): string {
  czech ??= (createRequire(import.meta.url)('snowball-stemmers') as typeof snowball).newStemmer('czech');
  return czech.stem(word);
}

/**
 * The Snowball algorithms, each from the fastest library that gives the algorithm's own stems: a backlog is mostly
 * stemming. The English one of @orama/stemmers is the first Porter algorithm and has no Czech one.
 */
export const STEMMING_ALGORITHMS: Readonly<Record<Language, StemmingAlgorithm>> = {
  ar: arabic,
  cs: stemCzech,
  da: danish,
  de: german,
  en: english,
  es: spanish,
  fi: finnish,
  fr: french,
  it: italian,
  nb: norwegian,
  nl: dutch,
  pt: portuguese,
  ru: russian,
  sv: swedish,
  tr: turkish,
};
