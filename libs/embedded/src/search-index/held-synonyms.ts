import type { QuerySynonym } from '#ports/search-index.port.js';
import type { Database } from '../database.js';
import { anyOf, termsOfPhrase, termsOfWord, type TermsByLanguage } from './language-terms.js';

const HOLDS = 'SELECT 1 AS holds FROM search_terms WHERE search_terms MATCH ? LIMIT 1';

/** A synonym that some article holds, by its terms in the languages that are searched. */
export interface HeldSynonym {
  readonly of: readonly string[];
  readonly terms: TermsByLanguage;
}

/** What no article holds stands for nothing: a word would count as known by it and be kept where it finds nothing. */
export function heldSynonyms(
  synonyms: readonly QuerySynonym[] = [],
  database: Database,
  languages: readonly string[],
): HeldSynonym[] {
  return synonyms.flatMap(({ of, words, language }) => {
    const spoken = language === undefined ? languages : languages.filter((one) => one === language);
    const terms = words.length === 1 ? termsOfWord(words.join(''), spoken) : termsOfPhrase(words, spoken);
    const any = anyOf(terms);
    return any === '' || database.get(HOLDS, any) === undefined ? [] : [{ of, terms }];
  });
}
