import type { Command } from 'commander';
import { contextOf } from '../command-context.js';
import { examine } from '../doctor/examine.js';
import { printable } from '../table.js';

const MARKS = { ok: 'ok  ', warning: 'warn', failed: 'FAIL' } as const;

/** `courant doctor`: looks at this machine and the running server, and says what is wrong and what to do. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('examine the machine, the data folder and the running server')
    .action(async (_options: unknown, command: Command) => {
      const { client, config, terminal } = contextOf(command);
      const findings = await examine(client, config);
      terminal.result({ findings }, () =>
        findings.map(({ state, name, detail }) => `${MARKS[state]}  ${name}: ${printable(detail)}`).join('\n'),
      );
      if (findings.some(({ state }) => state === 'failed')) process.exitCode = 1;
    });
}
