import type { SynonymSet } from '#contracts/search-vocabulary.js';
import { SynonymsOfQuery } from './synonyms-of-query.js';

const found = async (q: string, ...sets: SynonymSet[]): Promise<string[]> =>
  (await SynonymsOfQuery.of(sets))
    .in(q)
    .map(
      ({ of, words, language }) =>
        `${of.join(' ')} = ${words.join(' ')}${language === undefined ? '' : ` (${language})`}`,
    );

describe('The synonyms of a query', () => {
  it('are the others of a set, each for each', async () => {
    const set = { synonyms: ['tram', 'streetcar', 'light rail'] };
    expect(await found('tram crash', set)).toEqual(['tram = streetcar', 'tram = light rail']);
    expect(await found('a light rail line', set)).toEqual(['light rail = tram', 'light rail = streetcar']);
    expect(await found('light', set)).toEqual([]);
  });

  it('stand for a root and not the other way round', async () => {
    const set = { root: 'jobless', synonyms: ['unemployed', 'out of work'] };
    expect(await found('jobless', set)).toEqual(['jobless = unemployed', 'jobless = out of work']);
    expect(await found('unemployed', set)).toEqual([]);
  });

  it('are found however letters and umlauts are typed', async () => {
    const set = { synonyms: ['Öl', 'Erdöl'] };
    for (const q of ['öl', 'OEL', 'Öl', 'ol']) expect(await found(q, set)).toEqual([`${q} = Erdöl`]);
  });

  it('of a language are found by other forms of the words too', async () => {
    const set = { synonyms: ['Straßenbahn', 'Tram'] };
    expect(await found('straßenbahnen', set)).toEqual([]);
    expect(await found('straßenbahnen', { ...set, language: 'de' })).toEqual(['straßenbahnen = Tram (de)']);
  });

  it('are none inside phrases and exclusions', async () => {
    const set = { synonyms: ['tram', 'streetcar'] };
    expect(await found('"tram crash" -tram', set)).toEqual([]);
  });

  it('are some at most, of every word some, those of the longest runs first', async () => {
    const sets = [
      { synonyms: ['central', 'middle'] },
      { synonyms: ['european central bank', 'ecb'] },
      ...Array.from({ length: 40 }, (_, number) => ({ root: 'bank', synonyms: [`lender ${number}`] })),
    ];
    const all = await found('european central bank', ...sets);
    expect(all).toHaveLength(20);
    expect(all.slice(0, 4)).toEqual([
      'european central bank = ecb',
      'central = middle',
      'bank = lender 0',
      'bank = lender 1',
    ]);
  });

  it('are never the words themselves, nothing, or the same twice', async () => {
    const set = { root: 'tram', synonyms: ['Tram', '\u0640', 'tram', 'streetcar', 'STREETCAR'] };
    expect(await found('tram', set, set)).toEqual(['tram = streetcar']);
  });

  it('of Norwegian are those of either tag', async () => {
    expect(await found('trikker', { synonyms: ['trikk', 'sporvogn'], language: 'no' })).toEqual([
      'trikker = sporvogn (nb)',
    ]);
  });

  it('of hostile lists are found in milliseconds', async () => {
    const words = Array.from({ length: 16 }, (_, number) => `word${number}`).join(' ');
    const languages = ['de', 'en', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'da', 'nb', 'fi', 'cs', 'tr', 'ru', 'uk'];
    const sets = [
      ...languages.map((language) => ({ root: words, synonyms: ['short'], language })),
      ...Array.from({ length: 5_000 }, (_, number) => ({
        root: 'word0',
        synonyms: [`other ${number}`, `${number} more`],
      })),
    ];
    const synonyms = await SynonymsOfQuery.of(sets);
    synonyms.in(words);
    const began = performance.now();
    for (let turn = 0; turn < 20; turn += 1) synonyms.in(`${words} `.repeat(3));
    expect((performance.now() - began) / 20).toBeLessThan(50);
  });
});
