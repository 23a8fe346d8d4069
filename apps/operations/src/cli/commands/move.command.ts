import { openMovable, type MovableProfile } from '#runtime/composition/open-movable.js';
import { SystemClock } from '#runtime/composition/system-clock.js';
import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import { z } from 'zod';
import { contextOf } from '../command-context.js';
import type { KindReport } from '../move/move-kind.js';
import { moveEverything, type MoveReport } from '../move/move-everything.js';
import { table } from '../table.js';

const PROFILES = ['embedded', 'distributed'] as const;
const MoveOptions = z.object({ to: z.enum(PROFILES) });

/** `courant move`: copies what is kept from one profile to the other while nothing runs. */
export function addMoveCommand(program: Command): void {
  program
    .command('move')
    .description('copy everything that is kept from the data folder to the engines, or back; no server may run')
    .addOption(new Option('--to <profile>', 'where it goes').choices([...PROFILES]).makeOptionMandatory())
    .action(async (options: unknown, command: Command) => move(MoveOptions.parse(options).to, command));
}

async function move(to: MovableProfile, command: Command): Promise<void> {
  const { config, terminal } = contextOf(command);
  if (config.mongoUrl === undefined) throw new Error('COURANT_MONGO_URL: must say where MongoDB is');
  const places = { dataDir: config.dataDir, mongoUrl: config.mongoUrl, namespace: config.namespace };
  const clock = new SystemClock();
  const folder = await openMovable('embedded', places, clock);
  try {
    const engines = await openMovable('distributed', places, clock);
    try {
      const [from, target] = to === 'distributed' ? [folder, engines] : [engines, folder];
      const progress = terminal.progress.bind(terminal);
      const report = await moveEverything(from, target, { id: randomUUID(), clock, progress });
      terminal.result(report, () => textOf(report, to));
      if (!report.verified) process.exitCode = 1;
    } finally {
      await engines.close();
    }
  } finally {
    await folder.close();
  }
}

function textOf({ kinds, verified }: MoveReport, to: MovableProfile): string {
  const head = [
    'kind',
    'rows',
    'copied',
    'removed',
    'newer there',
    'gone there',
    'rows there',
    'checksum',
    'there',
    '',
  ];
  const end = verified
    ? `Everything is in "${to}". Its search and related lists are made anew from the articles when it is started.
COURANT_SECRET must stay the same, for links in mails that were sent are signed with it; a data folder that was started
without it keeps it in its file "secret".`
    : `Not everything is in "${to}" as it is here; nothing was taken away from here. Run the command again.`;
  return `${table(head, kinds.map(lineOf))}\n\n${end}`;
}

function lineOf(report: KindReport): string[] {
  const { kind, rows, copied, removed, newerThere, goneThere, rowsThere, checksum, checksumThere, verified } = report;
  return [
    ...[kind, ...[rows, copied, removed, newerThere, goneThere, rowsThere].map(String)],
    ...[checksum.slice(0, 12), checksumThere.slice(0, 12), verified ? 'ok' : 'DIFFERS'],
  ];
}
