import { compoundParts } from './compound-parts.js';

describe('The parts of a compound', () => {
  it('are those of every way to part it, with and without what links them', () => {
    const parts = compoundParts('Bahnhofsstadt').map((two) => two.join(' '));
    expect(parts).toEqual(expect.arrayContaining(['bahnhofs stadt', 'bahnhof stadt', 'bahn hofsstadt']));
  });

  it('are none of a word that is short or no German word', () => {
    for (const word of ['haus', 'bauhaus', 'Библиотека', 'covid-19', 'a'.repeat(60)])
      expect(compoundParts(word)).toEqual([]);
  });
});
