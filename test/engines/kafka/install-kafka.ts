import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cachedEngine } from '../engine-cache.js';

const POM = fileURLToPath(new URL('./pom.xml', import.meta.url));

/** The class path of a Kafka broker; its jars are copied once, in about half a minute, with Maven. */
export async function installKafka(): Promise<string> {
  const folder = await cachedEngine('kafka', [readFileSync(POM, 'utf8')], copyJars);
  return join(folder, '*');
}

async function copyJars(folder: string): Promise<void> {
  const pom = join(folder, 'pom.xml');
  copyFileSync(POM, pom);
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${folder}`];
  await promisify(execFile)('mvn', ['--batch-mode', '--quiet', '--file', pom, ...goal]);
  rmSync(pom);
}
