import type { InterfaceLanguage } from './interface-language.js';

/** How dates, numbers and lists are written in each language. */
export const LOCALES: Readonly<Record<InterfaceLanguage, string>> = { de: 'de-DE', en: 'en-GB', fr: 'fr-FR' };
