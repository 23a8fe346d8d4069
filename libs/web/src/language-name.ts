import type { InterfaceLanguage } from './interface-language.js';

/** The name of a language in the reader's: `fr` is "Französisch" in German; a tag that nobody knows is shown as it is. */
export function languageName(tag: string, reader: InterfaceLanguage): string {
  return nameIn(tag, reader);
}

/** The name of a language in itself: `fr` is "français". */
export function ownLanguageName(tag: string): string {
  return nameIn(tag, tag);
}

function nameIn(tag: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames([inLanguage, 'en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
