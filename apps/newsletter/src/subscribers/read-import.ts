import { ProblemError, type ProblemField } from '#contracts/problem.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CsvError, readCsv, type CsvRecord } from './csv.js';
import { COLUMNS, ImportRow, type Column } from './import-row.dto.js';

const MOST_ERRORS = 100;
/** Lines read between two turns of the event loop. */
const SLICE = 200;

/** Reads the rows of a file; 422 with line and field of each mistake (the first hundred) when there is any. */
export async function readImport(file: Uint8Array): Promise<ImportRow[]> {
  const errors: ProblemField[] = [];
  const rows: ImportRow[] = [];
  let columns: readonly Column[] | undefined;
  let read = 0;
  for (const record of recordsOf(file, errors)) {
    if (columns === undefined) columns = columnsOf(record, errors);
    else rows.push(...rowOf(record, columns, errors));
    if (errors.length >= MOST_ERRORS || columns.length === 0) break;
    if ((read += 1) % SLICE === 0) await nextTurn();
  }
  if (columns === undefined && errors.length === 0) errors.push({ pointer: '/lines/1', detail: 'the file is empty' });
  if (errors.length > 0) {
    throw new ProblemError(422, 'Nothing was imported: the file holds mistakes; see errors.', { errors });
  }
  return rows;
}

/** Ends at a mistake that makes the rest unreadable. */
function* recordsOf(file: Uint8Array, errors: ProblemField[]): Generator<CsvRecord> {
  const text = textOf(file);
  if (text === undefined) errors.push({ pointer: '/lines', detail: 'the file is not UTF-8' });
  try {
    yield* readCsv(text ?? '');
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    errors.push({ pointer: `/lines/${error.line}`, detail: error.message });
  }
}

/** Undefined when the bytes are no UTF-8. */
function textOf(file: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return undefined;
  }
}

/** The columns in their order; none when one is unknown, doubled or missing. */
function columnsOf({ line, fields }: CsvRecord, errors: ProblemField[]): readonly Column[] {
  const pointer = (name: string): string =>
    `/lines/${line}/${name.slice(0, 50).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const columns = fields.flatMap((field): Column[] => {
    const column = COLUMNS.find((name) => name === field.trim());
    if (column === undefined)
      errors.push({ pointer: pointer(field), detail: `is no column; there are ${COLUMNS.join(', ')}` });
    return column === undefined ? [] : [column];
  });
  for (const [index, column] of columns.entries()) {
    if (columns.indexOf(column) < index) errors.push({ pointer: pointer(column), detail: 'is there twice' });
  }
  for (const needed of ['email', 'newsletters'] as const) {
    if (!columns.includes(needed)) errors.push({ pointer: pointer(needed), detail: 'is missing' });
  }
  return errors.length > 0 ? [] : columns;
}

function rowOf({ line, fields }: CsvRecord, columns: readonly Column[], errors: ProblemField[]): ImportRow[] {
  if (fields.length !== columns.length) {
    errors.push({ pointer: `/lines/${line}`, detail: `has ${fields.length} fields instead of ${columns.length}` });
    return [];
  }
  const absent = Object.fromEntries(COLUMNS.map((column) => [column, '']));
  const given = Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? '']));
  const parsed = ImportRow.safeParse({ ...absent, ...given });
  if (parsed.success) return [parsed.data];
  for (const { path, message } of parsed.error.issues) {
    errors.push({ pointer: `/lines/${line}/${String(path[0])}`, detail: message });
  }
  return [];
}
