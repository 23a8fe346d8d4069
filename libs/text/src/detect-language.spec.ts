import fc from 'fast-check';
import { detectLanguage } from './detect-language.js';
import { SUPPORTED_LANGUAGES } from './languages.js';
import { itOnDataSets, readLines } from './testing/data-sets.js';
import { readFileSync } from 'node:fs';

describe('the language of a text', () => {
  it.each([
    ['de', 'Die Brücke bleibt nach dem Sturm bis Freitag gesperrt, teilte die Stadt mit.'],
    ['en', 'The bridge remains closed until Friday after the storm, the city said.'],
    ['fr', 'Le pont reste fermé jusqu’à vendredi après la tempête, a indiqué la ville.'],
  ])('is %s for %j', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it('is the fallback, else unknown, for a text that says too little', () => {
    for (const text of ['', '???', '12345', '🎉']) {
      expect(detectLanguage(text)).toBe('und');
      expect(detectLanguage(text, 'de')).toBe('de');
    }
  });

  it('is a language for any string', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => /^[a-z]{2,3}$/.test(detectLanguage(text))));
  });

  const twenty = 'is right for more than 97 of 100 sentences over twenty languages, and 90 in each';
  itOnDataSets(twenty, ['langid-lingua'], (folder) => {
    let [right, all] = [0, 0];
    for (const language of SUPPORTED_LANGUAGES) {
      const sentences = readFileSync(`${folder}/${language}.txt`, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '');
      const found = sentences.filter((sentence) => detectLanguage(sentence) === language).length;
      if (found / sentences.length < 0.9) throw new Error(`${language}: ${found} of ${sentences.length}`);
      right += found;
      all += sentences.length;
    }
    expect(right / all).toBeGreaterThan(0.97);
  });

  itOnDataSets('is right for the sample articles', ['newsroom-sample/articles.jsonl'], (file) => {
    const wrong = readLines(file, (row) => row as { language: string; title: string; summary: string }).filter(
      ({ language, title, summary }) => detectLanguage(`${title}\n${summary}`) !== language,
    );
    expect(wrong).toEqual([]);
  });
});
