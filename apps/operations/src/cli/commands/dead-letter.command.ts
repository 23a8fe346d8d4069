import type { Command } from 'commander';
import { z } from 'zod';
import { DeadLetterDto } from '../../dead-letters/dead-letter.dto.js';
import { RedriveAnswer } from '../../dead-letters/redrive-answer.dto.js';
import { contextOf } from '../command-context.js';
import { table } from '../table.js';

const Letters = z.object({ items: z.array(DeadLetterDto), nextCursor: z.string().optional() });
const OneAnswer = z.object({ id: z.string(), outcome: z.string(), error: z.string().optional() });
const ListOptions = z.object({
  group: z.string().optional(),
  state: z.string().default('open'),
  limit: z.string().default('20'),
});
const RedriveOptions = z.object({ group: z.string().optional() });

/** `courant dead-letter list|redrive`. */
export function addDeadLetterCommands(program: Command): void {
  const deadLetter = program.command('dead-letter').description('events and jobs that could not be handled');
  deadLetter
    .command('list')
    .description('list them, newest first')
    .option('--group <name>', 'only of this consumer group or queue')
    .option('--state <state>', 'open, redriven or discarded', 'open')
    .option('--limit <count>', 'at most this many (1 to 100)', '20')
    .action(async (options: unknown, command: Command) => list(ListOptions.parse(options), command));
  deadLetter
    .command('redrive [id]')
    .description('handle one again, or with --group all open ones of a group; safe to repeat')
    .option('--group <name>', 'every open one of this consumer group or queue')
    .action(async (id: string | undefined, options: unknown, command: Command) =>
      redrive(id, RedriveOptions.parse(options).group, command),
    );
}

async function list({ group, ...rest }: z.infer<typeof ListOptions>, command: Command): Promise<void> {
  const { client, terminal } = contextOf(command);
  const query = new URLSearchParams({ ...rest, ...(group === undefined ? {} : { group }) });
  const letters = await client.call(`/v1/ops/dead-letters?${query.toString()}`, Letters);
  terminal.result(letters, () =>
    letters.items.length === 0
      ? 'no dead letters'
      : table(
          ['id', 'group', 'type', 'key', 'tries', 'last failed', 'error'],
          letters.items.map((letter) => [
            ...[letter.id, letter.group, letter.type, letter.key, String(letter.attempts), letter.lastFailedAt],
            letter.error.slice(0, 80),
          ]),
        ),
  );
}

async function redrive(id: string | undefined, group: string | undefined, command: Command): Promise<void> {
  if ((id === undefined) === (group === undefined)) command.error('error: give an id or --group, one of the two');
  const { client, terminal } = contextOf(command);
  if (group !== undefined) {
    const answer = await client.call(`/v1/ops/dead-letters/redrive?group=${encodeURIComponent(group)}`, RedriveAnswer, {
      method: 'POST',
    });
    terminal.result(answer, () =>
      [
        `${answer.redriven} redriven, ${answer.failed.length} failed`,
        ...answer.failed.map((letter) => `  ${letter.id}: ${letter.error}`),
      ].join('\n'),
    );
    if (answer.failed.length > 0) process.exitCode = 1;
    return;
  }
  const answer = await client.call(`/v1/ops/dead-letters/${encodeURIComponent(id ?? '')}/redrive`, OneAnswer, {
    method: 'POST',
  });
  terminal.result(
    answer,
    () => `${answer.id}: ${answer.outcome}${answer.error === undefined ? '' : ` (${answer.error})`}`,
  );
  if (answer.outcome === 'failed') process.exitCode = 1;
}
