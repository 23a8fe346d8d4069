import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { QuietMemory } from './quiet-memory.js';

const MB = 1024 * 1024;
const fail = (error: unknown): never => {
  throw error;
};

describe('QuietMemory', () => {
  let cpuMs: number;
  let resident: number;
  let collections: number;
  let dropped: boolean[];
  let memory: QuietMemory;
  beforeEach(() => {
    [cpuMs, resident, collections, dropped] = [2_000, 160 * MB, 0, []];
    const usage = { cpuMs: () => cpuMs, residentBytes: () => resident };
    memory = new QuietMemory(fail, usage, async (dropCode) => {
      collections += 1;
      dropped.push(dropCode);
      resident = 110 * MB;
    });
  });

  /** Ten seconds in which so much processor time was used. */
  const after = async (usedMs: number): Promise<number> => {
    cpuMs += usedMs;
    await memory.look(10_000);
    return collections;
  };

  it('is given back once the process is quiet after its start', async () => {
    expect(await after(3_000)).toBe(0);
    expect(await after(100)).toBe(1);
  });

  it('is left alone while it does not grow, and given back again after work that made it grow', async () => {
    expect(await after(100)).toBe(1);
    expect(await after(100)).toBe(1);
    resident = 400 * MB;
    expect(await after(9_000)).toBe(1);
    expect(await after(100)).toBe(2);
    expect(await after(100)).toBe(2);
  });

  it('is worth more growth where more is held', async () => {
    expect(await after(100)).toBe(1);
    resident += 2.1 * MB;
    expect(await after(100)).toBe(1);
    resident += 0.2 * MB;
    expect(await after(100)).toBe(2);
  });

  it('loses the code of its start and keeps what is warm later', async () => {
    for (let look = 0; look < 4; look += 1) {
      resident = 160 * MB;
      await after(100);
    }
    expect(dropped).toEqual([true, true, false, false]);
  });

  /** What a process of its own prints: to collect all that a test runner holds takes half a minute. */
  async function printed(...lines: string[]): Promise<unknown> {
    const script = [
      "const { QuietMemory } = await import('#runtime/lifecycle/quiet-memory.js');",
      "const { getHeapCodeStatistics } = await import('node:v8');",
      "const { runInThisContext } = await import('node:vm');",
      'const fail = (error) => { throw error; };',
      `const memory = new QuietMemory(fail, { cpuMs: () => 0, residentBytes: () => ${200 * MB} });`,
      ...lines,
    ];
    const args = ['--input-type=module', '--eval', script.join('\n')];
    return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout);
  }

  it('is collected for real', async () => {
    const freed = await printed(
      'const litter = Array.from({ length: 500_000 }, (_, index) => ({ index }));',
      'const full = process.memoryUsage().heapUsed;',
      'litter.length = 0;',
      'await memory.look(10_000);',
      'console.log(full - process.memoryUsage().heapUsed);',
    );
    expect(freed).toBeGreaterThan(10 * MB);
  });

  it('holds no code of its start that does not run, which is there again when it is called', async () => {
    const bytecode = 'getHeapCodeStatistics().bytecode_and_metadata_size';
    const { dropped, answers } = (await printed(
      "const body = (n) => Array.from({ length: 40 }, (_, i) => `x = x * ${i} + ${n};`).join('');",
      'const sources = Array.from({ length: 2_000 }, (_, n) => `(x) => {${body(n)} return ${n};}`);',
      "const functions = runInThisContext(`[${sources.join(',')}]`);",
      'for (const one of functions) one(1);',
      `const full = ${bytecode};`,
      'await memory.look(10_000);',
      `const dropped = full - ${bytecode};`,
      'console.log(JSON.stringify({ dropped, answers: functions.every((one, n) => one(1) === n) }));',
    )) as { dropped: number; answers: boolean };
    expect(dropped).toBeGreaterThan(MB);
    expect(answers).toBe(true);
  });
});
