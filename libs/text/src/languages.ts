/** A BCP 47 primary language subtag in lower case, or `und` when nobody could tell. */
export type Language = string;

/** What a text is called when its language is not known. */
export const UNDETERMINED: Language = 'und';

/** The languages whose texts are understood (detected, segmented, and stemmed where a stemmer exists). */
export const SUPPORTED_LANGUAGES: readonly Language[] = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'da',
  'nb',
  'fi',
  'cs',
  'tr',
  'ru',
  'uk',
  'ar',
  'zh',
  'ja',
  'hi',
];

/** The primary subtag of any BCP 47 tag, with the macrolanguage `no` and Nynorsk read as Bokmål (`de-AT` -> `de`). */
export function primaryLanguage(tag: string): Language {
  const primary = tag.trim().toLowerCase().split(/[-_]/, 1)[0] ?? '';
  if (!/^[a-z]{2,8}$/.test(primary)) return UNDETERMINED;
  return primary === 'no' || primary === 'nn' ? 'nb' : primary;
}
