import { readFileSync } from 'node:fs';

const folder = new URL('./data/', import.meta.url);

/** A text of JSONTestSuite: what a parser must make of it. */
export interface ParsingCase {
  readonly name: string;
  readonly expect: 'accept' | 'refuse' | 'either';
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Every parsing case of JSONTestSuite, as bytes. */
export function parsingCases(): ParsingCase[] {
  return readFileSync(new URL('json-test-suite.jsonl', folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { name, expect, text, base64 } = JSON.parse(line) as Record<string, string>;
      const bytes = text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text);
      return { name: name ?? '', expect: expect as ParsingCase['expect'], bytes: new Uint8Array(bytes) };
    });
}

/** The Big List of Naughty Strings. */
export function naughtyStrings(): string[] {
  return JSON.parse(readFileSync(new URL('naughty-strings.json', folder), 'utf8')) as string[];
}

/** Values that have no business in any field. */
export const HOSTILE_VALUES: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, -0, Number.MAX_SAFE_INTEGER, '', ' ', [], {}, [null], [[[]]], { a: { b: {} } }],
  ...['\u0000', '\ud800', '\u202e', '\uFEFF', 'x'.repeat(5_000), '💥'.repeat(300), '__proto__', 'constructor'],
  ...[
    '<script>alert(1)</script>',
    "' OR 1=1 --",
    '../../etc/passwd',
    '%00',
    '${7*7}',
    '{{7*7}}',
    'javascript:alert(1)',
  ],
  ...['2026-02-30T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 'https://[::1', 'http://a'.repeat(400)],
  ...[{ $ne: null }, { $gt: '' }, { toString: 1 }, { length: 1e9 }, Array.from({ length: 300 }, () => 'x')],
];
