import { articleIdOf } from './article-id.js';
import { base32 } from './base32.js';
import { SourceId } from './ids.js';

describe('articleIdOf', () => {
  it('is the same for the same source and externalId, and another for any other pair', () => {
    const ids = [
      articleIdOf(SourceId.parse('a'), 'b'),
      articleIdOf(SourceId.parse('a'), 'b '),
      articleIdOf(SourceId.parse('ab'), ''),
      articleIdOf(SourceId.parse('a'), '","b'),
    ];
    expect(new Set(ids).size).toBe(4);
    expect(articleIdOf(SourceId.parse('a'), 'b')).toBe(ids[0]);
  });
});

describe('base32', () => {
  // RFC 4648, section 10, in lower case and without padding.
  it.each([
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ])('of %j is %j', (text, expected) => {
    expect(base32(new TextEncoder().encode(text))).toBe(expected);
  });
});
