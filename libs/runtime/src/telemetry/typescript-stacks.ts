import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

/** Preloaded with `--import`: stacks name the lines of the TypeScript sources. */
Error.prepareStackTrace = (error, frames) => [headOf(error), ...frames.map(told)].join('\n    at ');

const BUILT = new URL('../../../../', import.meta.url).href;
/** A process that fails all the time fails in the same few files. */
const MOST_KEPT = 16;
const kept = new Map<string, SourceMap | undefined>();

function headOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'an error that cannot be told';
  }
}

function told(frame: NodeJS.CallSite): string {
  const text = String(frame);
  const [file, line, column] = [frame.getFileName(), frame.getLineNumber(), frame.getColumnNumber()];
  if (!file?.startsWith(BUILT) || line === null || column === null) return text;
  const entry = mapOf(file)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !('originalSource' in entry)) return text;
  const { originalSource, originalLine, originalColumn } = entry;
  const place = `${new URL(originalSource, file).href}:${originalLine + 1}:${originalColumn + 1}`;
  return text.replace(`${file}:${line}:${column}`, place);
}

/**
 * Reads the map when a stack is told. Node's own `--enable-source-maps` reads that of every module when it is loaded and
 * keeps it for the life of the process.
 */
function mapOf(file: string): SourceMap | undefined {
  if (kept.has(file)) return kept.get(file);
  if (kept.size >= MOST_KEPT) kept.clear();
  const map = readMap(new URL(`${file}.map`));
  kept.set(file, map);
  return map;
}

/** Undefined where there is none: the stack then names the built file. */
function readMap(url: URL): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(url, 'utf8')) as ConstructorParameters<typeof SourceMap>[0]);
  } catch {
    return undefined;
  }
}
