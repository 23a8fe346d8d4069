import fc from 'fast-check';
import { fold } from './fold.js';
import { WordForm, visitForms } from './word-form.js';

const formsOf = (text: string, language: string): WordForm[] => {
  const forms: WordForm[] = [];
  visitForms(text, language, (form) => forms.push(form));
  return forms;
};

describe('the form of a word', () => {
  it.each([
    ['Häuser', 'de', { word: 'hauser', term: 'haus', stop: false }],
    ['Über', 'de', { word: 'uber', stop: true }],
    ["firefighter's", 'en', { word: 'firefighter', term: 'firefight', stop: false }],
    ['U.S.', 'en', { word: 'us', stop: false }],
    ["don't", 'en', { word: 'dont', stop: true }],
    ['41.000', 'de', { word: '41000', term: '41000', stop: false }],
  ])('of %s in %s', (surface, language, expected) => {
    const { word, term, stop } = new WordForm(surface, language);
    expect({ word, term, stop }).toMatchObject(expected);
  });

  it('of an endless word is that of its beginning', () => {
    expect(new WordForm('a'.repeat(10_000), 'en').word).toHaveLength(80);
  });
});

describe('visiting the forms of a text', () => {
  it('gives each word in order with the place where it stands', () => {
    const seen: string[] = [];
    visitForms('Die Häuser, neu!', 'de', (form, start, end) => seen.push(`${form.term} ${start}-${end}`));
    expect(seen).toEqual(['die 0-3', 'haus 4-10', 'neu 12-15']);
  });

  it('gives the same form for the same word, also after many others', () => {
    const [before] = formsOf('Häuser', 'de');
    formsOf(Array.from({ length: 130_000 }, (_, n) => `w${n}`).join(' '), 'de');
    const [after] = formsOf('Häuser', 'de');
    expect(after?.term).toBe(before?.term);
  });

  it('passes over what holds no letter or digit, and never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 100 }),
        fc.constantFrom('de', 'en', 'ja', 'hi', 'und'),
        (text, language) => {
          for (const { word, term } of formsOf(text, language)) {
            expect(word).not.toBe('');
            expect(`${word}${term}`).not.toMatch(/[\s"'()*^:+-]/);
            expect(fold(word)).toBe(word);
          }
        },
      ),
    );
  });
});
