import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ENGINES = ['kafkajs', 'mongoose', 'mongodb', 'ioredis', 'bullmq', 'meilisearch'];

/** Writes down every module that a program asks for. */
function moduleWatch(folder: string): { readonly env: Record<string, string>; loaded(): string[] } {
  const [hooks, register, seen] = ['hooks.mjs', 'register.mjs', 'seen.txt'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(
    hooks,
    `import { appendFileSync } from 'node:fs';
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  appendFileSync(${JSON.stringify(seen)}, found.url + '\\n');
  return found;
}`,
  );
  writeFileSync(
    register,
    `import { register } from 'node:module';
register(${JSON.stringify(pathToFileURL(hooks).href)});`,
  );
  return {
    env: { NODE_OPTIONS: `--import ${pathToFileURL(register).href}` },
    loaded: () => readFileSync(seen, 'utf8').split('\n'),
  };
}

describe('A newsroom in one process', () => {
  it('loads its own adapters and nothing of the engines', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'courant-modules-'));
    const watch = moduleWatch(folder);
    const newsroom = await NewsroomProcess.start({ env: watch.env });
    try {
      const loaded = watch.loaded();
      expect(loaded.some((url) => url.includes('/libs/embedded/'))).toBe(true);
      expect(loaded.some((url) => url.includes('/node_modules/libsql/'))).toBe(true);
      const engines = ENGINES.map((name) => `/node_modules/${name}/`);
      expect(loaded.filter((url) => engines.some((name) => url.includes(name)))).toEqual([]);
      expect(loaded.filter((url) => url.includes('/libs/distributed/'))).toEqual([]);
    } finally {
      await newsroom.dispose();
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});
