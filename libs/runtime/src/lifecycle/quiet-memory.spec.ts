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
  let memory: QuietMemory;
  beforeEach(() => {
    [cpuMs, resident, collections] = [2_000, 160 * MB, 0];
    const usage = { cpuMs: () => cpuMs, residentBytes: () => resident };
    memory = new QuietMemory(fail, usage, async () => {
      collections += 1;
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

  it('is collected for real', async () => {
    // In a process of its own: to collect all that a test runner holds takes half a minute.
    const script = `
      const { QuietMemory } = await import('#runtime/lifecycle/quiet-memory.js');
      const fail = (error) => { throw error; };
      const memory = new QuietMemory(fail, { cpuMs: () => 0, residentBytes: () => ${200 * MB} });
      const litter = Array.from({ length: 500_000 }, (_, index) => ({ index }));
      const full = process.memoryUsage().heapUsed;
      litter.length = 0;
      await memory.look(10_000);
      console.log(full - process.memoryUsage().heapUsed);
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    expect(Number(stdout)).toBeGreaterThan(10 * MB);
  });
});
