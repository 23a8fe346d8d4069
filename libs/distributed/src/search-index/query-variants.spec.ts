import type { QuerySynonym } from '#ports/search-index.port.js';
import { readQuery } from '#text/read-query.js';
import { typedText } from './query-text.js';
import { variantsOf } from './query-variants.js';

const languages = ['en', 'de'];
const asked = (q: string, ...synonyms: QuerySynonym[]): string[] =>
  variantsOf(readQuery(q, languages), synonyms).map(({ query, language }) =>
    [typedText(query, languages), ...(language === undefined ? [] : [language])].join('|'),
  );
const standing = (of: string, words: string, language?: string): QuerySynonym => ({
  ...{ of: of.split(' '), words: words.split(' ') },
  ...(language === undefined ? {} : { language }),
});

describe('The variants of a query', () => {
  it('are the query alone where nothing stands for its words', () => {
    expect(asked('storm harbour')).toEqual(['storm harbour']);
    expect(asked('"tram" x ', standing('tram', 'streetcar'))).toEqual(['"tram" x ']);
  });

  it('put one synonym in the place of its words, then more', () => {
    expect(asked('tram crash ', standing('tram', 'streetcar'), standing('crash', 'accident'))).toEqual([
      'tram crash ',
      'streetcar crash ',
      'tram accident ',
      'streetcar accident ',
    ]);
  });

  it('ask for several words as a phrase, and put one in the place of several', () => {
    expect(asked('ezb zinsen ', standing('ezb', 'europäische zentralbank'))).toEqual([
      'ezb zinsen ',
      '"europäische zentralbank" zinsen ',
    ]);
    expect(asked('europäische zentralbank zinsen ', standing('europäische zentralbank', 'ezb'))).toEqual([
      'europäische zentralbank zinsen ',
      'ezb zinsen ',
    ]);
  });

  it('leave a word whole that was still being typed', () => {
    expect(asked('tram', standing('tram', 'streetcar'))).toEqual(['tram', 'streetcar ']);
  });

  it('are over texts of the language of their synonyms, and of one alone', () => {
    expect(asked('gift x ', standing('gift', 'toxin', 'de'), standing('x', 'y', 'en'))).toEqual([
      'gift x ',
      'toxin x |de',
      'gift y |en',
    ]);
  });

  it('are a dozen at most, those with one synonym before those with more', () => {
    const words = ['a1', 'b1', 'c1', 'd1', 'e1'];
    const synonyms = words.flatMap((word) => [standing(word, `${word}x`), standing(word, `${word}y`)]);
    const found = asked(`${words.join(' ')} `, ...synonyms);
    expect(found).toHaveLength(12);
    expect(found[10]).toBe('a1 b1 c1 d1 e1y ');
  });
});
