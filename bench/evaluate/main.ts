import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ingest } from './ingest.js';
import { knownItem } from './known-item.js';
import { documentOf, type Document } from './labelled-article.js';
import type { Evaluated, Measure } from './measure.js';
import { relatedQuality } from './related-quality.js';

/** What is measured, in the order it is printed. */
const MEASURES: readonly Measure[] = [knownItem, relatedQuality];

const USAGE = 'usage: npm run evaluate -- <docs.jsonl> [--seed 1] [--sample 300]';

/** Measures search and related lists on a set, through the product's own webhook and public addresses. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' }, sample: { type: 'string', default: '300' } },
  });
  const [file] = positionals;
  const [seed, sample] = [Number(values.seed), Number(values.sample)];
  if (file === undefined || !Number.isInteger(seed) || !(sample > 0)) throw new Error(USAGE);
  const documents = await readDocuments(file);
  const newsroom = await NewsroomProcess.start();
  try {
    const began = performance.now();
    const articles = await ingest(newsroom, documents);
    const seconds = (performance.now() - began) / 1000;
    say(
      `${file}: ${articles.length} of ${documents.length} articles posted, found and related in ${seconds.toFixed(1)} s; seed ${seed}`,
    );
    await report({ url: newsroom.url, articles, seed, sample });
  } finally {
    await newsroom.dispose();
  }
}

async function report(evaluated: Evaluated): Promise<void> {
  for (const { title, measure } of MEASURES) {
    say('', title);
    for (const { name, value, count } of await measure(evaluated)) {
      say(`  ${name.padEnd(34)} ${value.toFixed(3)}   (${count})`);
    }
  }
}

async function readDocuments(file: string): Promise<Document[]> {
  const documents: Document[] = [];
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    try {
      documents.push(documentOf(JSON.parse(line)));
    } catch (cause) {
      throw new Error(`${file}, line ${documents.length + 1}: is no {id, title, body}`, { cause });
    }
  }
  return documents;
}

const say = (...lines: string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

await main();
