import fc from 'fast-check';
import { readerLanguage } from './reader-language.js';

describe('the language of a reader', () => {
  it.each([
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['fr;q=0.2, en-GB;q=0.7', 'en'],
    ['nn, de;q=0.5', 'nb'],
    ['*', undefined],
    ['*, en;q=0.1', 'en'],
    ['de;q=0, en;q=0.001', 'en'],
    ['de;q=abc', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of %j is %s', (header, language) => {
    expect(readerLanguage(header)).toBe(language);
  });

  it('can be asked of any header', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (header) =>
          [undefined, 'string'].includes(typeof readerLanguage(header)) || readerLanguage(header) === undefined,
      ),
    );
  });
});
