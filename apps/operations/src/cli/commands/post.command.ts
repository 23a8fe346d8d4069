import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { contextOf } from '../command-context.js';
import { countOutcomes } from '../count-outcomes.js';
import { postArticles, type PostResult } from '../post-articles.js';
import { readArticles } from '../read-articles.js';
import { SourceSecrets } from '../source-secrets.js';
import { printable } from '../table.js';

const Options = z.object({ source: z.string(), secretFile: z.string().optional() });

/** `courant post <file...> --source <id>`. */
export function addPostCommand(program: Command): void {
  program
    .command('post <file...>')
    .description('sign and post articles: .json (one, a list, or {"articles": [...]}) or .jsonl')
    .requiredOption('--source <id>', 'source that sends them')
    .option('--secret-file <path>', 'file with the secret of the source (default: the one kept by "source add")')
    .action(async (files: string[], options: unknown, command: Command) =>
      post(files, Options.parse(options), command),
    );
}

async function post(files: string[], { source, secretFile }: z.infer<typeof Options>, command: Command): Promise<void> {
  const { client, config, terminal } = contextOf(command);
  const secret =
    secretFile === undefined ? new SourceSecrets(config.dataDir).read(source) : readFileSync(secretFile, 'utf8').trim();
  const articles: unknown[] = [];
  for (const file of files) for await (const article of readArticles(file)) articles.push(article);
  const results = await terminal.progress('posting', articles.length, async (tick) => {
    const all: PostResult[] = [];
    for await (const result of postArticles(client, { id: source, secret }, articles)) {
      all.push(result);
      tick();
    }
    return all;
  });
  const refused = results.filter(({ status }) => status >= 400);
  terminal.result({ results }, () => [countOutcomes(results), ...refused.map(refusalLine)].join('\n'));
  if (refused.length > 0) process.exitCode = 1;
}

function refusalLine({ status, detail, errors }: PostResult): string {
  const fields = (errors ?? []).map(
    ({ pointer, detail: what }) => `\n    ${printable(pointer || '(whole article)')}: ${printable(what)}`,
  );
  return `  ${status} ${printable(detail ?? '')}${fields.join('')}`;
}
