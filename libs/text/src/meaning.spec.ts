import { readFileSync } from 'node:fs';
import { SUPPORTED_LANGUAGES } from './languages.js';
import { Meaning } from './meaning.js';
import { stem } from './stem.js';
import { terms } from './terms.js';
import { itOnDataSets } from './testing/data-sets.js';

const of = (meaning: Meaning, word: string): number | undefined => meaning.of(word, 0, word.length);

describe('what words of a text stand for', () => {
  it('is told in all their forms and spellings', () => {
    const meaning = new Meaning(
      new Map([
        [stem('Häuser', 'de'), 0],
        [stem('Öffnung', 'de'), 1],
        [stem('Apfel', 'de'), 2],
      ]),
      'de',
    );
    expect(['Haus', 'HÄUSER', 'Haeuser', 'hauses'].map((word) => of(meaning, word))).toEqual([0, 0, 0, 0]);
    expect(['Öffnungen', 'Oeffnung', 'offnung'].map((word) => of(meaning, word))).toEqual([1, 1, 1]);
    expect(['Äpfel', 'Aepfel', 'apfels'].map((word) => of(meaning, word))).toEqual([2, 2, 2]);
    expect(['Hau', 'Hausboot', 'Ofen', 'x', '🎉'].map((word) => of(meaning, word))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(meaning.things).toBe(3);
  });

  itOnDataSets('is the same as by stemming every word, in every language', ['langid-lingua'], (folder) => {
    for (const language of SUPPORTED_LANGUAGES) {
      const text = readFileSync(`${folder}/${language}.txt`, 'utf8').split('\n').slice(0, 25).join('\n');
      const all = terms(text, language);
      const meant = new Map(all.filter((_, index) => index % 5 === 0).map(({ term }, number) => [term, number]));
      const meaning = new Meaning(meant, language);
      const wrong = all.filter(({ term, start, end }) => meaning.of(text, start, end) !== meant.get(term));
      expect(wrong).toEqual([]);
      const single = all.filter(({ term, start, end }) => {
        const alone = new Meaning(new Map([[term, 7]]), language);
        return alone.of(text, start, end) !== 7;
      });
      expect(single).toEqual([]);
    }
  });
});
