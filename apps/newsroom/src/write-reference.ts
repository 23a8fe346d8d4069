import { loadConfig } from '#runtime/config/load-config.js';
import { SystemClock } from '#runtime/composition/system-clock.js';
import { asyncApiDocument } from '#runtime/reference/async-api-document.js';
import { configurationReference } from '#runtime/reference/configuration-reference.js';
import { eventReference } from '#runtime/reference/event-reference.js';
import { OpenApiDocument } from '#runtime/reference/open-api-document.js';
import { startApplication } from '#runtime/start-application.js';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { NewsroomModule } from './newsroom.module.js';

/** Every generated file by its path, as it should be now. */
async function generated(): Promise<ReadonlyMap<string, string>> {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  return new Map([
    ['docs/configuration.md', configurationReference()],
    ['docs/events.md', eventReference()],
    ['deploy/reference/asyncapi.json', json(asyncApiDocument())],
    ['deploy/reference/openapi.json', json(await openApi())],
  ]);
}

/** The addresses of all services in one process, as they would be at the default address. */
async function openApi(): Promise<unknown> {
  const config = loadConfig({
    ...{ COURANT_DATA_DIR: ':memory:', COURANT_HTTP_PORT: '0', COURANT_CATCHER_PORT: '0', COURANT_LOG_LEVEL: 'error' },
    ...{ COURANT_PUBLIC_URL: 'http://127.0.0.1:3000', COURANT_TEXT_THREADS: '0' },
  });
  const running = await startApplication(await NewsroomModule.forServices(config.services), {
    config,
    clock: new SystemClock(),
  });
  try {
    return await running.app.get(OpenApiDocument).read();
  } finally {
    await running.stop();
  }
}

/** `npm run generate` writes what is stale; with `--check` it names it and ends with 1. */
async function main(onlyCheck: boolean): Promise<void> {
  const stale = [...(await generated())].filter(
    ([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text,
  );
  for (const [path, text] of stale) {
    if (onlyCheck) process.stderr.write(`${path} is stale; run "npm run generate"\n`);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      process.stdout.write(`${path} written\n`);
    }
  }
  if (onlyCheck && stale.length > 0) process.exitCode = 1;
}

await main(process.argv.includes('--check'));
