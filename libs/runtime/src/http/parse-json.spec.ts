import { ProblemError } from '#contracts/problem.js';
import fc from 'fast-check';
import { parseJson } from './parse-json.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
function refusalOf(body: Uint8Array): string {
  try {
    parseJson(body);
    return 'taken';
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return `${error.status} ${error.message}`;
  }
}

describe('The reader of JSON bodies', () => {
  it('gives back every value that JSON can hold', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (text) => {
        fc.pre(!text.includes('__proto__'));
        expect(parseJson(bytes(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses every sequence of bytes with 400 or reads it, and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
        expect(refusalOf(body)).toMatch(/^(taken|400 )/);
      }),
    );
  });

  it('takes 64 levels of nesting and refuses one more, however they are mixed', () => {
    const nested = (depth: number, open: string, close: string): Uint8Array =>
      bytes(open.repeat(depth) + '1' + close.repeat(depth));
    expect(refusalOf(nested(64, '[', ']'))).toBe('taken');
    expect(refusalOf(nested(65, '[', ']'))).toMatch(/^400 .*64 levels/);
    expect(refusalOf(nested(65, '{"a":', '}'))).toMatch(/^400 .*64 levels/);
    expect(refusalOf(nested(100_000, '[', ']'))).toMatch(/^400 .*64 levels/);
  });

  it('does not count brackets inside strings', () => {
    expect(parseJson(bytes(JSON.stringify(['[{'.repeat(500), '\\"[', '\\'])))).toEqual([
      '[{'.repeat(500),
      '\\"[',
      '\\',
    ]);
  });

  it.each(['{"__proto__":1}', '{"a":{"\\u005f_proto_\\u005F" :1}}', '{"__pr\\u006fto__":{"x":1}}'])(
    'refuses the key __proto__ in any writing: %s',
    (text) => {
      expect(refusalOf(bytes(text))).toMatch(/^400 .*__proto__/);
    },
  );

  it('takes __proto__ as a text and as part of a key', () => {
    expect(parseJson(bytes('{"a":"__proto__","my__proto__":1}'))).toEqual({ a: '__proto__', my__proto__: 1 });
  });

  it.each([
    ['an overlong sequence', [0x22, 0xc0, 0x80, 0x22]],
    ['half a surrogate in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x31, 0x00]],
    ['a sequence that is cut', [0x22, 0xe2, 0x82, 0x22]],
  ])('refuses %s', (_what, body) => {
    expect(refusalOf(Uint8Array.from(body))).toBe('400 The body is not UTF-8.');
  });
});
