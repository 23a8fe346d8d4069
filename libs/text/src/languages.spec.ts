import fc from 'fast-check';
import { primaryLanguage } from './languages.js';

describe('the primary language of a tag', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['zh_Hant_TW', 'zh'],
    [' EN ', 'en'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['', 'und'],
    ['x', 'und'],
    ['12', 'und'],
  ])('%j is %s', (tag, language) => {
    expect(primaryLanguage(tag)).toBe(language);
  });

  it('is lower-case letters for any string', () => {
    fc.assert(fc.property(fc.string(), (tag) => /^[a-z]{2,8}$/.test(primaryLanguage(tag))));
  });
});
