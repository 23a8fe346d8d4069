import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ingest } from './ingest.js';
import { knownItem } from './known-item.js';
import { documentOf, type Document, type LabelledArticle } from './labelled-article.js';
import { relatedQuality } from './related-quality.js';

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
    await report(newsroom.url, articles, { seed, sample });
  } finally {
    await newsroom.dispose();
  }
}

async function report(
  url: string,
  articles: readonly LabelledArticle[],
  { seed, sample }: { seed: number; sample: number },
): Promise<void> {
  say('', 'Known item: the article that three words of its title mean (MRR@10)');
  for (const { name, value, count } of await knownItem({ url, articles, seed, sample })) {
    say(`  ${name.padEnd(34)} ${value.toFixed(3)}   (${count} queries)`);
  }
  say('', 'Related lists');
  for (const { name, value, count } of await relatedQuality({ url, articles, seed, sample })) {
    say(`  ${name.padEnd(34)} ${value.toFixed(3)}   (${count} articles)`);
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
