import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { fold } from './fold.js';
import { SUPPORTED_LANGUAGES } from './languages.js';
import { stem, stopWords } from './stem.js';
import { terms } from './terms.js';
import { itOnDataSets } from './testing/data-sets.js';

const together = (language: string, ...words: string[]): void => {
  expect(new Set(words.map((word) => stem(word, language))).size).toBe(1);
};

describe('stem', () => {
  it.each([
    ['de', 'Haus', 'Häuser', 'Hauses', 'Haeuser'],
    ['de', 'Müller', 'Mueller', 'Muller'],
    ['de', 'Leitzins', 'Leitzinsen', 'Leitzinses'],
    ['de', 'Regierung', 'Regierungen'],
    ['de', 'Apfel', 'Apfels', 'Äpfel'],
    ['de', 'Benzin', 'Benzins'],
    ['de', 'Zweifel', 'Zweifels'],
    ['de', 'Fels', 'Felsen'],
    ['de', 'Straße', 'Straßen', 'Strasse'],
    ['en', 'firefighter', 'firefighters', "firefighter's"],
    ['en', 'city', 'cities'],
    ['fr', 'élection', 'élections', 'elections'],
    ['fr', 'arrivée', 'arriver', 'arrivés', 'arrivee'],
    ['fr', 'activité', 'activités', 'activites'],
    ['es', 'información', 'informaciones', 'informacion'],
    ['pt', 'eleição', 'eleições', 'eleicao'],
    ['pt', 'alemão', 'alemães', 'alemao'],
    ['pt', 'informação', 'informações', 'informacoes'],
    ['it', 'ministro', 'ministri'],
    ['nl', 'krant', 'kranten'],
    ['sv', 'tidning', 'tidningar'],
    ['da', 'Aarhus', 'Århus'],
    ['fi', 'talo', 'talossa'],
    ['ru', 'книга', 'книги'],
    ['pl', 'gazeta', 'gazety', 'gazetami'],
    ['pl', 'rząd', 'rządu', 'rządowi'],
    ['uk', 'газета', 'газети', 'газетами'],
    ['uk', 'новий', 'нового', 'нових'],
    ['hi', 'लड़का', 'लड़के', 'लड़कों'],
  ])('brings forms together in %s: %s', together);

  it.each([
    ['de', 'Kurs', 'Kur'],
    ['de', 'Zins', 'Zinn'],
    ['en', 'news', 'new'],
    ['nl', 'goed', 'god'],
    ['fr', 'cœur', 'cour'],
    ['pt', 'mãe', 'mão'],
    ['pl', 'kot', 'kat'],
  ])('keeps different words apart in %s: %s, %s', (language, left, right) => {
    expect(stem(left, language)).not.toBe(stem(right, language));
  });

  it('never throws and folds twice to the same, whatever the word and the language', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...SUPPORTED_LANGUAGES, 'und'), (word, language) => {
        const found = stem(word, language);
        expect(found).toBe(fold(found));
        if (fold(word).replaceAll("'", '') !== '') expect(found).not.toBe('');
      }),
    );
  });

  const firstLetter = 'keeps the first letter of a word in every language but Arabic, as passages count on';
  itOnDataSets(firstLetter, ['langid-lingua'], (folder) => {
    for (const language of SUPPORTED_LANGUAGES.filter((each) => each !== 'ar')) {
      const sentences = readFileSync(`${folder}/${language}.txt`, 'utf8').split('\n').slice(0, 60);
      const words = terms(sentences.join('\n'), language);
      expect(words.filter(({ term, word }) => term.charAt(0) !== word.charAt(0))).toEqual([]);
    }
  });

  it('folds words of languages without a stemmer', () => {
    expect(stem('Ελλάδα', 'el')).toBe('ελλαδα');
    expect(stem('Word', 'und')).toBe('word');
  });
});

describe('stop words', () => {
  it('are function words', () => {
    expect(stopWords('de').has('uber')).toBe(true);
    expect(stopWords('en').has('dont')).toBe(true);
    expect(stopWords('fr').has('meme')).toBe(true);
    for (const word of ['tag', 'jahr', 'haus']) expect(stopWords('de').has(word)).toBe(false);
    for (const word of ['home', 'system', 'world']) expect(stopWords('en').has(word)).toBe(false);
  });

  it('are known for every language with a list and empty for the rest', () => {
    for (const language of SUPPORTED_LANGUAGES) expect(stopWords(language).size).toBeGreaterThan(20);
    expect(stopWords('und').size).toBe(0);
  });
});
