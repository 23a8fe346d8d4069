import { TransientError } from '#contracts/errors.js';
import type { Clock } from '#ports/clock.port.js';
import { aSearch } from '#ports/testing/a-search.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { searchIndexContract } from '#ports/testing/search-index.contract.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { TextPool } from '#text/worker/text-pool.js';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SharedSqliteSearchIndex } from './shared-sqlite-search-index.js';

const textPool = new TextPool({ threads: 0, idleSeconds: 1 });
const opened: SharedSqliteSearchIndex[] = [];
const folders: string[] = [];
const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'courant-index-'));
  folders.push(folder);
  return folder;
};
const member = (folder: string, clock: Clock, mayOpen = true): SharedSqliteSearchIndex => {
  const index = new SharedSqliteSearchIndex({ folder, clock, textPool, mayOpen });
  opened.push(index);
  return index;
};
afterEach(async () => {
  for (const index of opened.splice(0).reverse()) await index.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('SharedSqliteSearchIndex, asked by a process that has not opened it', () =>
  searchIndexContract(async (clock) => {
    const folder = aFolder();
    await member(folder, clock).count();
    return member(folder, clock, false);
  }));

describe('SharedSqliteSearchIndex', () => {
  const clock = new TestClock();

  it('is one index to all its members, whoever of them changes it', async () => {
    const folder = aFolder();
    const [one, other, asking] = [member(folder, clock), member(folder, clock), member(folder, clock, false)];
    await Promise.all([one, other].map((index) => index.count()));
    await one.apply([{ kind: 'put', article: anArticle().build() }]);
    await other.apply([{ kind: 'put', article: anArticle('other').build() }]);
    expect(await Promise.all([one, other, asking].map((index) => index.count()))).toEqual([2, 2, 2]);
  });

  it('goes on with the next member when the one that had it ends, also in the middle of questions', async () => {
    const folder = aFolder();
    const [one, other] = [member(folder, clock), member(folder, clock)];
    await one.apply([{ kind: 'put', article: anArticle().build() }]);
    const questions = Array.from({ length: 20 }, () => other.count());
    await one.close();
    expect(new Set(await Promise.all(questions))).toEqual(new Set([1]));
    expect((await other.search(aSearch(''))).total).toBe(1);
  });

  it('takes the place of a process that was killed and left its socket behind', async () => {
    const folder = aFolder();
    const socket = JSON.stringify(join(folder, 'index.sock'));
    const child = spawn(process.execPath, [
      '-e',
      `require('node:net').createServer().listen(${socket}, () => console.log('on'))`,
    ]);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(await member(folder, clock).count()).toBe(0);
  });

  it('rejects with a TransientError while nobody who may open it is there', async () => {
    await expect(member(aFolder(), clock, false).count()).rejects.toThrow(TransientError);
  }, 10_000);
});
