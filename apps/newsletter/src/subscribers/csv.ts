/** A record of a CSV file and the line it begins at, counted from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Thrown for a quotation mark that is never closed or stands where none may. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

const FORMULA = /^[=+\-@\t\r]/;
const LINE_END = /\r\n|\r|\n/g;

/**
 * Records of RFC 4180 text, one by one, with any line ends; empty lines are left out. The separator is the comma, semicolon or
 * tab that the first line has most of.
 */
export function* readCsv(text: string): Generator<CsvRecord> {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const separator = separatorOf(content);
  let line = 1;
  let at = 0;
  while (at < content.length) {
    const begin = line;
    const fields: string[] = [];
    do {
      if (fields.length > 0) at += 1;
      const { raw, end } = fieldAt(content, at, separator, line);
      fields.push(valueOf(raw));
      line += raw.startsWith('"') ? (raw.match(LINE_END)?.length ?? 0) : 0;
      at = end;
    } while (content[at] === separator);
    at += content.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    if (fields.length > 1 || fields[0] !== '') yield { line: begin, fields };
  }
}

/** A line of CSV. A field that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map(quoted).join(',')}\r\n`;
}

function quoted(field: string): string {
  const harmless = FORMULA.test(field) ? `'${field}` : field;
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The field as it is written, quotation marks included; what follows is a separator, a line end or nothing. */
function fieldAt(content: string, at: number, separator: string, line: number): { raw: string; end: number } {
  const end = content[at] === '"' ? closing(content, at, line) + 1 : plainEnd(content, at, separator);
  const next = content[end];
  if (next !== undefined && next !== separator && next !== '\r' && next !== '\n') {
    throw new CsvError(line, 'a quotation mark is out of place');
  }
  return { raw: content.slice(at, end), end };
}

function plainEnd(content: string, at: number, separator: string): number {
  const stop = new RegExp(`[${separator}"\\r\\n]`, 'g');
  stop.lastIndex = at;
  return stop.exec(content)?.index ?? content.length;
}

/** Where the quotation mark stands that closes the one at `at`; two in a row stand for one. */
function closing(content: string, at: number, line: number): number {
  for (let from = at + 1; ;) {
    const mark = content.indexOf('"', from);
    if (mark === -1) throw new CsvError(line, 'a quotation mark is never closed');
    if (content[mark + 1] !== '"') return mark;
    from = mark + 2;
  }
}

/** What the field holds, without the apostrophe that keeps spreadsheets from computing it. */
function valueOf(raw: string): string {
  const value = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
  return value.startsWith("'") && FORMULA.test(value.slice(1)) ? value.slice(1) : value;
}

function separatorOf(content: string): string {
  const first = content.split(/[\r\n]/, 1)[0] ?? '';
  const count = (separator: string): number => first.split(separator).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}
