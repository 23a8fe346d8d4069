import { relatedSentence } from './related-phrases.js';

const reasons = [
  { kind: 'term' as const, values: ['Zinsen', 'inflation'], weight: 0.3 },
  { kind: 'name' as const, values: ['Europäische Zentralbank'], weight: 0.5 },
  { kind: 'tag' as const, values: ['Inflation'], weight: 0.1 },
  { kind: 'section' as const, values: ['Wirtschaft'], weight: 0.1 },
];

describe('The sentence of a related article', () => {
  it.each([
    [
      'de',
      'Gemeinsam: Europäische Zentralbank, Zinsen und inflation; aus derselben Rubrik: Wirtschaft; vom selben Tag.',
    ],
    ['en', 'Shares Europäische Zentralbank, Zinsen and inflation; same section: Wirtschaft; same day.'],
    ['fr', 'En commun : Europäische Zentralbank, Zinsen et inflation; même rubrique : Wirtschaft; le même jour.'],
  ] as const)('names what is shared, heaviest first, each once, in %s', (language, sentence) => {
    const published = ['2026-11-02T06:00:00Z', '2026-11-02T22:00:00Z'] as const;
    expect(relatedSentence({ reasons, published }, language)).toBe(sentence);
  });

  it('says nothing of the day when the days differ', () => {
    const published = ['2026-11-02T23:59:00Z', '2026-11-03T00:01:00Z'] as const;
    expect(relatedSentence({ reasons: [{ kind: 'story', values: [], weight: 1 }], published }, 'en')).toBe(
      'About the same event.',
    );
  });

  it('is never empty', () => {
    expect(relatedSentence({ reasons: [] }, 'de')).toBe('Ähnlicher Wortlaut.');
  });
});
