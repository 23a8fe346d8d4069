import type { QuerySynonym } from '#ports/search-index.port.js';
import type { ReadQuery } from '#text/read-query.js';

/** A query as it was typed, or with synonyms in place of some of its words. */
export interface QueryVariant {
  readonly query: ReadQuery;
  /** Language of the texts that it is meant for; absent: all. */
  readonly language?: string;
}

/** Each is a query of its own to the server, and one more for each language. */
const MOST_VARIANTS = 12;

/**
 * The query first, then with one synonym, then with more. The server has synonyms of its own, but only for words as they are
 * spelt, and knows nothing of their language.
 */
export function variantsOf(query: ReadQuery, synonyms: readonly QuerySynonym[] = []): QueryVariant[] {
  const variants: QueryVariant[] = [{ query }];
  // The list grows while it is gone through: what has one synonym may take another.
  for (const variant of variants) {
    for (const synonym of synonyms) {
      const replaced = variants.length < MOST_VARIANTS ? withSynonym(variant, synonym) : undefined;
      if (replaced !== undefined && !variants.some((known) => isSame(known, replaced))) variants.push(replaced);
    }
  }
  return variants;
}

/** Undefined where the words are not all there, as after another synonym took the place of one. */
function withSynonym(
  { query, language }: QueryVariant,
  { of, words, ...synonym }: QuerySynonym,
): QueryVariant | undefined {
  if (language !== undefined && synonym.language !== undefined && language !== synonym.language) return undefined;
  const others = without(query.words, of);
  if (others === undefined) return undefined;
  const at = query.words.findIndex(({ typed }) => of.includes(typed));
  const [only = ''] = words;
  const one = words.length === 1 ? [{ typed: only, optional: false, unfinished: false }] : [];
  const spoken = synonym.language ?? language;
  return {
    query: {
      ...query,
      words: [...others.slice(0, at), ...one, ...others.slice(at)],
      phrases: words.length === 1 ? query.phrases : [...query.phrases, words],
    },
    ...(spoken === undefined ? {} : { language: spoken }),
  };
}

/** Leaves each of the words out once; undefined where one is not there. */
function without(words: ReadQuery['words'], of: readonly string[]): ReadQuery['words'] | undefined {
  const left = [...words];
  for (const word of of) {
    const at = left.findIndex(({ typed }) => typed === word);
    if (at === -1) return undefined;
    left.splice(at, 1);
  }
  return left;
}

function isSame(one: QueryVariant, other: QueryVariant): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
