import { foldVariants } from '#text/fold.js';
import { terms } from '#text/terms.js';
import { formOf } from '#text/word-form.js';

/** Stands between language and stem in the terms of the index, so that a stem of one language never meets another's. */
const MARK = '\u00b7';

/** Stems by language; a word of a language written without spaces may be several, set apart by spaces. */
export type TermsByLanguage = ReadonlyMap<string, ReadonlySet<string>>;

/** Terms set apart by spaces as a column of the index holds them. */
export function taggedTerms(separated: string, language: string): string {
  return separated === '' ? '' : `${language}${MARK}${separated.replaceAll(' ', ` ${language}${MARK}`)}`;
}

/** The stems of a word, in every spelling that may be meant, in each of the languages. */
export function termsOfWord(word: string, languages: readonly string[]): TermsByLanguage {
  const variants = foldVariants(word);
  return byLanguage(languages, (language) => variants.map((variant) => stemmed(variant, language)));
}

/** The stems of a folded word of the archive in each of the languages. */
export function termsOfListed(word: string, languages: readonly string[]): TermsByLanguage {
  return new Map(languages.map((language) => [language, new Set([formOf(word, language).term])]));
}

/** The stems of words that must follow each other. */
export function termsOfPhrase(words: readonly string[], languages: readonly string[]): TermsByLanguage {
  return byLanguage(languages, (language) => [stemmed(words.join(' '), language)]);
}

/** All stems of several. */
export function mergedTerms(several: readonly TermsByLanguage[]): TermsByLanguage {
  const merged = new Map<string, Set<string>>();
  for (const terms of several) {
    for (const [language, stems] of terms) {
      const all = merged.get(language) ?? new Set();
      for (const stem of stems) all.add(stem);
      merged.set(language, all);
    }
  }
  return merged;
}

/** Terms quoted for a MATCH expression: any of them, or nothing when there are none. */
export function anyOf(terms: TermsByLanguage): string {
  return [...quoted(terms)].join(' OR ');
}

/** The terms one by one, quoted; a quote cannot end inside, since terms hold letters and digits alone and are escaped all the same. */
export function* quoted(terms: TermsByLanguage): Generator<string> {
  for (const [language, stems] of terms) for (const stem of stems) yield quotedTerm(stem, language);
}

export function quotedTerm(stem: string, language: string): string {
  return `"${taggedTerms(stem, language).replaceAll('"', '""')}"`;
}

function byLanguage(languages: readonly string[], stems: (language: string) => string[]): TermsByLanguage {
  const found = new Map<string, Set<string>>();
  for (const language of languages) {
    const some = stems(language).filter((stem) => stem !== '');
    if (some.length > 0) found.set(language, new Set(some));
  }
  return found;
}

function stemmed(text: string, language: string): string {
  return terms(text, language)
    .map(({ term }) => term)
    .join(' ');
}
