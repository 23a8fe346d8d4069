import fc from 'fast-check';
import { CompoundVocabulary, decompound } from './decompound.js';

const known = new CompoundVocabulary(
  [
    'Fußball',
    'Verein',
    'Landtag',
    'Wahl',
    'Regierung',
    'Koalition',
    'Bahnhof',
    'Haupt',
    'Stadt',
    'Kind',
    'Garten',
    'Donau',
    'Dampf',
    'Schiff',
    'Fahrt',
  ].map((word) => [word, 10] as const),
);

describe('German compounds', () => {
  it.each([
    ['Fußballverein', ['fussball', 'verein']],
    ['Fussballvereine', ['fussball', 'vereine']],
    ['Landtagswahl', ['landtags', 'wahl']],
    ['Regierungskoalition', ['regierungs', 'koalition']],
    ['Hauptbahnhof', ['haupt', 'bahnhof']],
    ['Kindergarten', ['kinder', 'garten']],
    ['Donaudampfschifffahrt', ['donau', 'dampf', 'schiff', 'fahrt']],
  ])('%s is %j', (word, parts) => {
    expect(decompound(word, known)).toEqual(parts);
  });

  it.each(['Verein', 'Regierung', 'Unbekanntes', 'Wahlxyz', 'a', '', 'Fußball-Verein', '12345678'])(
    '%s is none',
    (word) => {
      expect(decompound(word, known)).toEqual([]);
    },
  );

  it('are nothing where no words are known', () => {
    expect(decompound('Fußballverein')).toEqual([]);
  });

  it('have parts that are words of the archive, from any string and without taking long', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abdefhlnrstuwäß'), maxLength: 80 }), (word) => {
        const parts = decompound(word, known);
        expect(parts.length).not.toBe(1);
        expect(parts.join('').length).toBeLessThanOrEqual(word.length * 2);
      }),
    );
    const began = performance.now();
    decompound('fahrtschiff'.repeat(3), known);
    expect(performance.now() - began).toBeLessThan(200);
  });

  it('are known from words counted one by one', () => {
    const vocabulary = new CompoundVocabulary();
    vocabulary.add('Wahlen', 2);
    vocabulary.add('Wahl');
    vocabulary.add('x1');
    expect([vocabulary.size, vocabulary.count('wahl')]).toEqual([1, 3]);
  });
});
