import type { SynonymSet } from '#contracts/search-vocabulary.js';
import { SynonymsOfQuery } from './synonyms-of-query.js';

const found = (q: string, ...sets: SynonymSet[]): string[] =>
  new SynonymsOfQuery(sets)
    .in(q)
    .map(
      ({ of, words, language }) =>
        `${of.join(' ')} = ${words.join(' ')}${language === undefined ? '' : ` (${language})`}`,
    );

describe('The synonyms of a query', () => {
  it('are the others of a set, each for each', () => {
    const set = { synonyms: ['tram', 'streetcar', 'light rail'] };
    expect(found('tram crash', set)).toEqual(['tram = streetcar', 'tram = light rail']);
    expect(found('a light rail line', set)).toEqual(['light rail = tram', 'light rail = streetcar']);
    expect(found('light', set)).toEqual([]);
  });

  it('stand for a root and not the other way round', () => {
    const set = { root: 'jobless', synonyms: ['unemployed', 'out of work'] };
    expect(found('jobless', set)).toEqual(['jobless = unemployed', 'jobless = out of work']);
    expect(found('unemployed', set)).toEqual([]);
  });

  it('are found however letters and umlauts are typed', () => {
    const set = { synonyms: ['Öl', 'Erdöl'] };
    for (const q of ['öl', 'OEL', 'Öl', 'ol']) expect(found(q, set)).toEqual([`${q} = Erdöl`]);
  });

  it('of a language are found by other forms of the words too', () => {
    const set = { synonyms: ['Straßenbahn', 'Tram'] };
    expect(found('straßenbahnen', set)).toEqual([]);
    expect(found('straßenbahnen', { ...set, language: 'de' })).toEqual(['straßenbahnen = Tram (de)']);
  });

  it('are none inside phrases and exclusions', () => {
    const set = { synonyms: ['tram', 'streetcar'] };
    expect(found('"tram crash" -tram', set)).toEqual([]);
  });

  it('are those of the longest words first, and some at most', () => {
    const sets = [
      { synonyms: ['central', 'middle'] },
      { synonyms: ['european central bank', 'ecb'] },
      ...Array.from({ length: 40 }, (_, number) => ({ root: 'bank', synonyms: [`lender ${number}`] })),
    ];
    const all = found('european central bank', ...sets);
    expect(all).toHaveLength(20);
    expect(all.slice(0, 2)).toEqual(['european central bank = ecb', 'central = middle']);
  });
});
