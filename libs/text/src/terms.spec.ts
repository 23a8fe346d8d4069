import { terms } from './terms.js';

describe('the terms of a text', () => {
  it('are its stems with words and places', () => {
    expect(terms('Die Häuser brennen', 'de-AT')).toEqual([
      { term: 'die', word: 'die', position: 0, start: 0, end: 3 },
      { term: 'haus', word: 'hauser', position: 1, start: 4, end: 10 },
      { term: 'brenn', word: 'brennen', position: 2, start: 11, end: 18 },
    ]);
  });

  it('keep their positions when function words are dropped', () => {
    const found = terms('Die Häuser der Stadt', 'de', { dropStopWords: true });
    expect(found.map(({ term, position }) => [term, position])).toEqual([
      ['haus', 1],
      ['stadt', 3],
    ]);
  });
});
