import { clientConfig, type ClientConfig } from '#runtime/config/client-config.js';
import { processEnvironment } from '#runtime/config/process-environment.js';
import type { Command } from 'commander';
import { z } from 'zod';
import { ApiClient } from './api-client.js';
import { processTerminal, type Terminal } from './terminal.js';

const GlobalOptions = z.object({
  url: z.string().optional(),
  dataDir: z.string().optional(),
  json: z.boolean().default(false),
});

/** What every command works with: where the server is and where to write. */
export interface CommandContext {
  readonly config: ClientConfig;
  readonly client: ApiClient;
  readonly terminal: Terminal;
}

/** Reads the options that all commands share. */
export function contextOf(command: Command): CommandContext {
  const { url, dataDir, json } = GlobalOptions.parse(command.optsWithGlobals());
  const config = clientConfig(processEnvironment(), {
    ...(url === undefined ? {} : { url }),
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  return { config, client: new ApiClient(config.url, config.adminToken), terminal: processTerminal(json) };
}
