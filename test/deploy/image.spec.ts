import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile, projectRoot } from './testing/project-file.js';

const dockerfile = projectFile('deploy/Dockerfile').replaceAll('\\\n', ' ');
const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
const instructions = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map(([, rest = '']) => rest);

describe('deploy/Dockerfile', () => {
  it('ends in a stage that installs and builds nothing and runs as a numbered user who is not root', () => {
    expect(instructions(last, 'RUN').join('\n')).not.toMatch(/npm|build|apt/);
    expect(instructions(last, 'USER')).toEqual(['1000:1000']);
    expect(last.indexOf('\nUSER ')).toBeGreaterThan(last.lastIndexOf('\nCOPY '));
  });

  it('starts the program itself, so that signals reach it, and asks it whether it lives', () => {
    expect(JSON.parse(instructions(last, 'ENTRYPOINT')[0] ?? '')).toEqual([
      ...['node', '--import', './dist/libs/runtime/src/telemetry/typescript-stacks.js'],
      'dist/apps/newsroom/src/main.js',
    ]);
    for (const file of ['libs/runtime/src/telemetry/typescript-stacks.ts', 'apps/newsroom/src/main.ts']) {
      expect([file, existsSync(join(projectRoot, file))]).toEqual([file, true]);
    }
    expect(instructions(last, 'HEALTHCHECK')[0]).toContain('"deploy/probe.mjs", "/health/live"');
  });

  it('sets the C library as the start scripts do and as idle services are measured', () => {
    const set = (text: string) =>
      [...text.matchAll(/(MALLOC_\w+)(?:=|: ')(\d+)/g)].map(([, name, value]) => `${name}=${value}`).sort();
    const inImage = instructions(last, 'ENV').flatMap(set);
    expect(inImage).toHaveLength(2);
    expect(set(projectFile('apps/newsroom/run-built.mjs'))).toEqual(inImage);
    expect(set(projectFile('bench/distributed/idle.bench.ts'))).toEqual(inImage);
  });

  it('installs production packages alone and takes nothing of the machine that builds it', () => {
    expect(dockerfile).toContain('npm ci --omit=dev');
    expect(last).toContain('COPY --from=packages /app/node_modules node_modules');
    const taken = projectFile('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(taken[0]).toBe('*');
    expect(taken).toEqual(expect.arrayContaining(['**/node_modules', '**/dist']));
    expect(taken.filter((line) => /env|data/.test(line) && line.startsWith('!'))).toEqual([]);
  });

  it('copies only files that are there and that .dockerignore lets through', () => {
    const allowed =
      projectFile('.dockerignore')
        .match(/^!.*$/gm)
        ?.map((line) => line.slice(1)) ?? [];
    const named = instructions(dockerfile, 'COPY')
      .filter((line) => !line.startsWith('--from'))
      .flatMap((line) => line.split(' ').slice(0, -1))
      .filter((path) => path !== '.');
    for (const path of named) {
      expect([path, existsSync(join(projectRoot, path))]).toEqual([path, true]);
      expect([path, allowed.includes(path.split('/')[0] ?? '')]).toEqual([path, true]);
    }
    for (const path of allowed) expect([path, existsSync(join(projectRoot, path))]).toEqual([path, true]);
  });
});
