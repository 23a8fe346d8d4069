import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/** Articles of a file as unparsed JSON values: `.jsonl` one per line, `.json` one article, a list, or `{"articles": [...]}`. */
export async function* readArticles(file: string): AsyncGenerator<unknown> {
  if (file.endsWith('.jsonl')) yield* readLines(file);
  else yield* articlesOf(parse(await readFile(file, 'utf8'), file));
}

async function* readLines(file: string): AsyncGenerator<unknown> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() !== '') yield parse(line, `${file}, line ${number}`);
  }
}

function articlesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (value !== null && typeof value === 'object' && 'articles' in value && Array.isArray(value.articles))
    return value.articles;
  return [value];
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${place} is not JSON`, { cause });
  }
}
