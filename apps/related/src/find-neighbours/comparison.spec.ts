import { RELATED_WEIGHTS as W } from '#contracts/related-ranking.js';
import type { ArticleProfile } from '#ports/posting-store.port.js';
import { aProfile } from '#ports/testing/profile-builder.js';
import fc from 'fast-check';
import { Weights } from '../weigh-terms/archive-weights.js';
import { Comparison } from './comparison.js';
import { reasonsOf } from './reasons.js';
import { weighed, type WeighedProfile } from './weighed-profile.js';

const weights = new Weights({ generation: 0, archive: 0, tables: [] });
const bare = { names: [], tags: [], sections: [] };
const profile = (name: string, change: Partial<ArticleProfile> = {}): WeighedProfile =>
  weighed(aProfile(name, [], { ...bare, ...change }).profile, weights);
const compared = (one: WeighedProfile, two: WeighedProfile) => new Comparison(one).with(two);
const score = (left: Partial<ArticleProfile>, right: Partial<ArticleProfile>): number =>
  compared(profile('a', left), profile('b', right)).score;
const other = { terms: Uint32Array.from([5]), counts: Uint16Array.from([1]), capitals: Uint8Array.from([0]) };
const DAY = 86_400_000;

describe('the score of two articles', () => {
  it('is 1 for the same words at the same time, and less for every other word', () => {
    expect(score({}, {})).toBeCloseTo(1, 5);
    expect(score({}, other)).toBe(0);
  });

  it('is the same from either side, to the last digit', () => {
    const marks = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 20 });
    const profiles = fc
      .record({ marks, language: fc.constantFrom('de', 'en'), day: fc.integer({ min: 0, max: 90 }) })
      .map(({ marks: found, language, day }): Partial<ArticleProfile> => {
        const terms = Uint32Array.from(found).sort();
        return {
          ...{ language, publishedAt: day * DAY, terms },
          counts: Uint16Array.from(terms, (mark) => (mark % 5) + 1),
          capitals: Uint8Array.from(terms, (mark) => (mark * 7) % 256),
          names: found.slice(0, 4).map(String),
          tags: found.slice(0, 3).map(String),
        };
      });
    fc.assert(
      fc.property(profiles, profiles, (left, right) => {
        const [one, two] = [profile('a', left), profile('b', right)];
        const nearness = compared(one, two);
        expect(compared(two, one)).toEqual(nearness);
        expect(reasonsOf(two, one, nearness.cosine)).toEqual(reasonsOf(one, two, nearness.cosine));
      }),
      { seed: 1 },
    );
  });

  it('falls with the time between them down to the floor, whichever is older', () => {
    const apart = (days: number): number => score({ publishedAt: 0 }, { publishedAt: days * DAY });
    const half = (1 + W.recencyFloor.value) / 2;
    expect(apart(W.recencyHalfLife.value)).toBeCloseTo(half, 3);
    expect(apart(-W.recencyHalfLife.value)).toBe(apart(W.recencyHalfLife.value));
    expect(apart(36_500)).toBeCloseTo(W.recencyFloor.value, 3);
  });

  it('is less across languages and more in the same section', () => {
    expect(score({}, { language: 'de' })).toBeCloseTo(W.otherLanguage.value, 5);
    expect(score({ sections: ['North'] }, { sections: ['South', 'North'] })).toBeCloseTo(1 + W.section.value, 5);
  });

  it('grows with shared names and tags, also where no word is shared, up to three of each', () => {
    const names = ['Ellerby', 'Noreen Applegarth', 'Harbour Board', 'Europe'];
    expect(score({ names: ['ELLERBY'] }, { ...other, names: ['Ellerby'] })).toBeCloseTo(W.name.value, 5);
    expect(score({ names }, { ...other, names })).toBeCloseTo(3 * W.name.value, 5);
    expect(score({ tags: ['storm'] }, { ...other, tags: ['storm', 'sea'] })).toBeCloseTo(W.tag.value, 5);
  });

  it('of translations does not depend on their words', () => {
    const group = { translationGroup: 'g' };
    expect(score(group, { ...other, ...group })).toBeCloseTo(W.translation.value, 5);
  });
});

describe('the reasons for a neighbour', () => {
  const reasons = (left: Partial<ArticleProfile>, right: Partial<ArticleProfile>) => {
    const [one, two] = [profile('a', left), profile('b', right)];
    return reasonsOf(one, two, compared(one, two).cosine);
  };

  it('are the shared terms in words, strongest first, with shares of the score that add up to 1', () => {
    const found = reasons(
      { names: ['Ellerby'], sections: ['North'], tags: ['sea'] },
      { names: ['Ellerby'], sections: ['North'], tags: ['Sea'] },
    );
    expect(found.map(({ kind, values }) => [kind, values])).toEqual([
      ['name', ['Ellerby']],
      ['term', ['harbour', 'storm']],
      ['tag', [expect.stringMatching(/^sea$/i)]],
      ['section', ['North']],
    ]);
    expect(found.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 2);
  });

  it('do not say a name twice', () => {
    const names = ['Harbour Board'];
    expect(reasons({ names }, { names }).find(({ kind }) => kind === 'term')?.values).toEqual(['storm']);
  });

  it('leave out what is not shared', () => {
    expect(reasons({ names: ['Ellerby'] }, { names: ['Whitby'] }).map(({ kind }) => kind)).toEqual(['term']);
  });
});
