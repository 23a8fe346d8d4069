import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { eventually } from '#ports/testing/eventually.js';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};

/** The shell commands below a heading, as they stand there. */
function commandsUnder(heading: string): string {
  const section = readme.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return /```sh\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
}

describe('The README', () => {
  it('leads from an article to a search hit by the commands it shows', async () => {
    const newsroom = await NewsroomProcess.start();
    const folder = mkdtempSync(join(tmpdir(), 'courant-readme-'));
    try {
      mkdirSync(join(folder, 'data'));
      writeFileSync(join(folder, 'data', 'admin-token'), `${newsroom.adminToken}\n`);
      const commands = commandsUnder('From an article to a search hit').replaceAll(
        'http://127.0.0.1:3000',
        newsroom.url,
      );
      expect(commands).toContain('openssl');
      const lines = commands.trimEnd().split('\n');
      const search = lines.pop() ?? '';
      const shell = async (script: string): Promise<string> =>
        (await promisify(execFile)('sh', ['-euc', script], { cwd: folder, env: { PATH: process.env['PATH'] ?? '' } }))
          .stdout;
      const accepted = JSON.parse(await shell(lines.join('\n'))) as { outcome: string; id: string };
      expect(accepted.outcome).toBe('created');
      await eventually(
        async () => (JSON.parse(await shell(search)) as { hits: Array<{ id: string }> }).hits[0]?.id === accepted.id,
        { withinMs: 20_000, what: 'the hit' },
      );
    } finally {
      await newsroom.dispose();
      rmSync(folder, { recursive: true });
    }
  }, 60_000);

  it('names only commands, files and pages that exist', async () => {
    for (const [, name] of readme.matchAll(/`npm run ([a-z:]+)/g))
      expect(Object.keys(manifest.scripts)).toContain(name);
    for (const [, path] of readme.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      expect([path, existsSync(join(root, path ?? ''))]).toEqual([path, true]);
    }
    for (const folder of ['docs/decisions', 'libs/contracts', 'libs/ports', 'test', 'bench']) {
      expect(readme).toContain(folder);
    }
  });

  it('shows flags that the program takes', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['apps/newsroom/start.mjs', '--check-config'], {
      cwd: root,
      env: { PATH: process.env['PATH'] ?? '', COURANT_DATA_DIR: ':memory:' },
    });
    expect(stdout).toBe('The configuration is right.\n');
  });
});
