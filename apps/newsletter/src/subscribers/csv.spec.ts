import fc from 'fast-check';
import { csvLine, readCsv } from './csv.js';

const read = (text: string): Array<readonly [number, ...string[]]> =>
  [...readCsv(text)].map(({ line, fields }) => [line, ...fields]);
const field = fc.string({ unit: fc.constantFrom(...'ab"\',;\t\r\n=+-@ä '), maxLength: 12 });

describe('CSV', () => {
  it('gives back whatever was written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field, field), { maxLength: 5 }), (records) => {
        const text = csvLine(['a', 'b', 'c']) + records.map(csvLine).join('');
        expect(read(text).map(([, ...fields]) => fields)).toEqual([
          ['a', 'b', 'c'],
          ...records.map((fields) => fields.map((value) => withoutApostrophe(value))),
        ]);
      }),
    );
  });

  it('never writes a field that a spreadsheet would compute', () => {
    fc.assert(
      fc.property(field, (value) => {
        fc.pre(value !== '');
        expect(csvLine([value])).not.toMatch(/^"?[=+\-@\t\r]/);
      }),
    );
  });

  it.each([
    [
      'lines of any system',
      'a,b\n1,2\r\n3,4\r5,6',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
        [3, '3', '4'],
        [4, '5', '6'],
      ],
    ],
    [
      'semicolons',
      'a;b\n"1;2";3,4',
      [
        [1, 'a', 'b'],
        [2, '1;2', '3,4'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    ['a byte order mark', '\uFEFFa,b', [[1, 'a', 'b']]],
    [
      'empty lines',
      'a,b\n\n\n1,2\n\n',
      [
        [1, 'a', 'b'],
        [4, '1', '2'],
      ],
    ],
    [
      'line ends and quotation marks in fields',
      'a,b\n"1\n""2""",3\n4,5',
      [
        [1, 'a', 'b'],
        [2, '1\n"2"', '3'],
        [4, '4', '5'],
      ],
    ],
    ['nothing', '', []],
    [
      'empty fields',
      'a,b\n,',
      [
        [1, 'a', 'b'],
        [2, '', ''],
      ],
    ],
  ])('reads %s', (_what, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['a,b\n1,"2', 2],
    ['a,b\n"1"x,2', 2],
    ['a,b\n1,x"y"', 2],
    ['a,b\n1,2\n"\n\n",3"', 5],
  ])('says in which line of %j a quotation mark is wrong', (text, line) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ name: 'CsvError', line }));
  });

  it('takes a file of one endless quoted field without running out of stack', () => {
    expect(() => read(`a\n"${'x'.repeat(5_000_000)}`)).toThrow('never closed');
    expect(read(`a\n"${'""'.repeat(1_000_000)}"`)[1]?.[1]).toHaveLength(1_000_000);
  });
});

/** An apostrophe before what looks like a formula is not told apart from the one that the writer adds. */
function withoutApostrophe(value: string): string {
  return /^'[=+\-@\t\r]/.test(value) ? value.slice(1) : value;
}
