import fc from 'fast-check';
import { collapseUmlauts, fold, foldVariants } from './fold.js';

describe('fold', () => {
  it.each([
    ['Müller', 'muller'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['Çédille', 'cedille'],
    ['Cœur', 'coeur'],
    ['Łódź', 'lodz'],
    ['Ærø', 'aero'],
    ['Ǣǿ', 'aeo'],
    ['İstanbul', 'istanbul'],
    ['ὈΔΥΣΣΕΎΣ', 'οδυσσευσ'],
    ['Ёлка', 'елка'],
    ['Donau\u00addampf', 'donaudampf'],
    ['e\u0301te\u0301', 'ete'],
    ['العَرَبِيَّة', 'العربية'],
  ])('writes %s as %s', (word, folded) => {
    expect(fold(word)).toBe(folded);
  });

  it.each(['йод', 'їжак', 'हिन्दी', 'がぎ', '한국어', '東京'])(
    'keeps the marks that make another letter in %s',
    (word) => {
      expect(fold(word)).toBe(word);
    },
  );

  it('changes nothing when done twice, for every character there is', () => {
    for (let code = 0; code < 0x20000; code++) {
      const folded = fold(String.fromCodePoint(code));
      if (fold(folded) !== folded) throw new Error(`U+${code.toString(16)}: ${folded} is folded to ${fold(folded)}`);
    }
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)));
  });
});

describe('written-out umlauts', () => {
  it('read as plain letters in German', () => {
    expect(['mueller', 'haeuser', 'koeln'].map((word) => collapseUmlauts(word, 'de'))).toEqual([
      'muller',
      'hauser',
      'koln',
    ]);
  });

  it('are not seen where ue is no umlaut', () => {
    expect(['feuer', 'bauer', 'quelle'].map((word) => collapseUmlauts(word, 'de'))).toEqual([
      'feuer',
      'bauer',
      'quelle',
    ]);
  });

  it('are left alone in languages in which they are ordinary letters', () => {
    expect(collapseUmlauts('goed', 'nl')).toBe('goed');
    expect(collapseUmlauts('coeur', 'fr')).toBe('coeur');
  });

  it('lead to every spelling of a typed word', () => {
    expect(foldVariants('Müller')).toEqual(['muller', 'mueller']);
    expect(foldVariants('Mueller')).toEqual(['mueller', 'muller']);
    expect(foldVariants('Zeitung')).toEqual(['zeitung']);
  });
});
