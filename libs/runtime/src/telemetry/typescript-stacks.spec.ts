import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { projectRoot } from '../testing/project-root.js';

const PRELOADED = join(projectRoot(), 'dist', 'libs', 'runtime', 'src', 'telemetry', 'typescript-stacks.js');

/** What a process of its own prints that has the built program fail. */
async function printed(script: string): Promise<string> {
  const preload = pathToFileURL(PRELOADED).href;
  const args = ['--import', preload, '--input-type=module', '--eval', script];
  return (await promisify(execFile)(process.execPath, args)).stdout;
}

describe('A stack of the built program', () => {
  it('names the line of the source that threw', async () => {
    const stack = await printed(`
      const { loadConfig } = await import('#runtime/config/load-config.js');
      try { loadConfig({ COURANT_HTTP_PORT: 'none' }); } catch (error) { console.log(error.stack); }
    `);
    const [, line = '0'] =
      /at loadConfig \(.*\/libs\/runtime\/src\/config\/load-config\.ts:(\d+):\d+\)/.exec(stack) ?? [];
    const source = readFileSync(join(projectRoot(), 'libs', 'runtime', 'src', 'config', 'load-config.ts'), 'utf8');
    expect(source.split('\n')[Number(line) - 1]).toContain('throw');
    expect(stack).toMatch(/^ConfigError: /);
  });

  it('is as it was built where there is no map, and told for what is no proper error', async () => {
    const stack = await printed(`
      const broken = new Error('of a script');
      Object.defineProperty(broken, 'message', { get: () => { throw new Error('no message'); } });
      console.log(new Error('of a script').stack);
      console.log(broken.stack);
    `);
    expect(stack).toMatch(/^Error: of a script\n {4}at file:.*\[eval1\]:/);
    expect(stack).toContain('an error that cannot be told\n    at file:');
  });
});
