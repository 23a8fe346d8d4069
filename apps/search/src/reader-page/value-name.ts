import { ARTICLE_TYPES } from '#contracts/native-article.js';
import { languageName } from '#web/language-name.js';
import { ARTICLE_PHRASES } from '#web/phrases/article-phrases.js';
import type { Reader } from './reader.js';
import type { FilterName } from './search-query.js';

/** What the names of values depend on. */
export interface ValueNames {
  readonly reader: Reader;
  readonly sourceNames: ReadonlyMap<string, string>;
}

/** A value of a filter in the reader's words: languages, types and sources have names, everything else is its own. */
export function valueName(filter: FilterName, value: string, { reader, sourceNames }: ValueNames): string {
  if (filter === 'lang') return languageName(value, reader.language);
  if (filter === 'source') return sourceNames.get(value) ?? value;
  if (filter === 'type') return typeName(value, reader);
  return value;
}

/** The name of an article type. */
export function typeName(type: string, { language }: Reader): string {
  const known = ARTICLE_TYPES.find((one) => one === type);
  return known === undefined ? type : ARTICLE_PHRASES[language].types[known];
}
