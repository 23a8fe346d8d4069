import fc from 'fast-check';
import { escapeHtml } from './escape-html.js';
import { plainCharacters, plainLine } from './plain-characters.js';

const LONE_SURROGATE = /\p{Surrogate}/u;

describe('plain characters', () => {
  it('are no control characters and no halves of characters', () => {
    expect(plainCharacters('a\u0000b\tc\nd\u0007\u009f\ufffe \ud800x 🎉')).toBe('ab\tc\nd \ufffdx 🎉');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !LONE_SURROGATE.test(plainCharacters(text))));
  });
});

describe('a plain line', () => {
  it('has no line break of any kind', () => {
    expect(plainLine(' a\r\n\r\nBcc: b\u2028c\u0085d\ve\u0001 ')).toBe('a Bcc: b c d e');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[\p{Cc}\u2028\u2029]/u.test(plainLine(text))));
  });
});

describe('escaped text', () => {
  it('is no markup and no end of an attribute', () => {
    expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
    fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(escapeHtml(text))));
  });
});
