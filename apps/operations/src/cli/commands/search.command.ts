import { SearchAnswer } from '#contracts/search.js';
import type { Command } from 'commander';
import { z } from 'zod';
import { contextOf } from '../command-context.js';
import { printable } from '../table.js';

const Options = z.object({
  lang: z.array(z.string()).optional(),
  section: z.array(z.string()).optional(),
  limit: z.string().default('10'),
});

/** `courant search <words...>`. */
export function addSearchCommand(program: Command): void {
  program
    .command('search <words...>')
    .description('search the articles: words, "phrases", -exclusions')
    .option('--lang <tag...>', 'only these languages')
    .option('--section <name...>', 'only these sections')
    .option('--limit <count>', 'hits to show', '10')
    .action(async (words: string[], options: unknown, command: Command) =>
      search(words, Options.parse(options), command),
    );
}

async function search(
  words: string[],
  { lang = [], section = [], limit }: z.infer<typeof Options>,
  command: Command,
): Promise<void> {
  const { client, terminal } = contextOf(command);
  const query = new URLSearchParams([
    ['q', words.join(' ')],
    ['limit', limit],
    ...lang.map((tag) => ['lang', tag]),
    ...section.map((name) => ['section', name]),
  ]);
  const answer = await client.call(`/v1/search?${query.toString()}`, SearchAnswer);
  terminal.result(answer, () => textOf(answer));
}

function textOf({ hits, total, query, tookMs }: SearchAnswer): string {
  const corrected = query.corrected === undefined ? '' : ` for "${printable(query.corrected)}"`;
  const lines = hits.map(
    ({ title, language, publishedAt, id }) => `  ${publishedAt.slice(0, 10)}  ${language}  ${id}  ${printable(title)}`,
  );
  return [`${total} found${corrected} in ${tookMs.toFixed(1)} ms`, ...lines].join('\n');
}
