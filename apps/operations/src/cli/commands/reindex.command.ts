import { SearchRebuild } from '#contracts/search-rebuild.js';
import type { Command } from 'commander';
import { z } from 'zod';
import { setTimeout as pause } from 'node:timers/promises';
import { contextOf } from '../command-context.js';

const Options = z.object({ wait: z.boolean().default(true) });
const LOOK_EVERY_MS = 500;

/** `courant reindex`. */
export function addReindexCommand(program: Command): void {
  program
    .command('reindex')
    .description('make the search index anew from all articles, while searches are answered; one at a time')
    .option('--no-wait', 'do not wait until it is done')
    .action(async (options: unknown, command: Command) => reindex(Options.parse(options), command));
}

async function reindex({ wait }: z.infer<typeof Options>, command: Command): Promise<void> {
  const { client, terminal } = contextOf(command);
  let rebuild = await client.call('/v1/search/rebuild', SearchRebuild, { method: 'POST' });
  while (wait && rebuild.state !== 'finished' && rebuild.state !== 'failed') {
    await pause(LOOK_EVERY_MS);
    rebuild = await client.call(`/v1/search/rebuild/${encodeURIComponent(rebuild.id)}`, SearchRebuild);
  }
  const { id, state, error } = rebuild;
  terminal.result(rebuild, () => `${id}: ${state}${error === undefined ? '' : ` (${error})`}`);
  if (state === 'failed') process.exitCode = 1;
}
