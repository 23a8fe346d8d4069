import type { Command } from 'commander';
import { z } from 'zod';
import { contextOf } from '../command-context.js';
import { SourceSecrets } from '../source-secrets.js';
import { table } from '../table.js';

const MadeSource = z.looseObject({ id: z.string(), secret: z.string() });
const SourceList = z.object({
  items: z.array(z.looseObject({ id: z.string(), name: z.string(), format: z.string().optional() })),
  nextCursor: z.string().optional(),
});
const AddOptions = z.object({
  name: z.string().optional(),
  format: z.string().optional(),
  language: z.string().optional(),
});

/** `courant source add|list`. */
export function addSourceCommands(program: Command): void {
  const source = program.command('source').description('senders of articles');
  source
    .command('add <id>')
    .description('make a source; its secret is shown once and kept in the data folder for "post"')
    .option('--name <name>', 'name that people read (default: the id)')
    .option('--format <format>', 'format of its articles: native or ninjs')
    .option('--language <tag>', 'language of articles that name none')
    .action(async (id: string, options: unknown, command: Command) => add(id, AddOptions.parse(options), command));
  source
    .command('list')
    .description('list the sources')
    .action(async (_options: unknown, command: Command) => list(command));
}

async function add(id: string, options: z.infer<typeof AddOptions>, command: Command): Promise<void> {
  const { client, config, terminal } = contextOf(command);
  const made = await client.post('/v1/sources', { id, ...options, name: options.name ?? id }, MadeSource);
  const kept = new SourceSecrets(config.dataDir).keep(id, made.secret);
  const address = `${config.url}/v1/sources/${id}/articles`;
  terminal.result(
    made,
    () => `Source ${id}\n  secret   ${made.secret}\n           (shown once; kept in ${kept})\n  webhook  ${address}`,
  );
}

async function list(command: Command): Promise<void> {
  const { client, terminal } = contextOf(command);
  const items: z.infer<typeof SourceList>['items'] = [];
  let cursor: string | undefined;
  do {
    const page = await client.call(
      `/v1/sources?limit=100${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      SourceList,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  terminal.result({ items }, () =>
    table(
      ['id', 'name', 'format'],
      items.map((item) => [item.id, item.name, item.format ?? 'native']),
    ),
  );
}
