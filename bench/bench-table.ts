import type { BenchRow, Row } from './bench-row.js';

const HEAD = ['measured', 'value', 'bound', 'holds', 'reference', 'note'];

/** The rows for a terminal. */
export function plainTable(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The rows for the results file and the README. */
export function markdownTable(rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(HEAD), line(HEAD.map(() => '---')), ...rows.map((row) => line(cellsOf(row)))].join('\n');
}

function cellsOf(row: Row): string[] {
  if ('notRun' in row) return [row.name, 'not run', row.bound, 'not run', '', row.notRun];
  const { name, value, unit, bound, holds, reference, note } = row;
  const compared =
    reference === undefined
      ? ''
      : `${reference.name}: ${rounded(reference.value)} ${reference.unit}${ratio(value, unit, reference)}`;
  return [name, `${rounded(value)} ${unit}`, bound, holds ? 'yes' : 'NO', compared, note ?? ''];
}

function ratio(value: number, unit: string, reference: NonNullable<BenchRow['reference']>): string {
  return unit === reference.unit && reference.value > 0 ? ` (ratio ${(value / reference.value).toFixed(2)})` : '';
}

function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
