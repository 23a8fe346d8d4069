import { Command } from 'commander';
import { addDeadLetterCommands } from './commands/dead-letter.command.js';
import { addDoctorCommand } from './commands/doctor.command.js';
import { addMoveCommand } from './commands/move.command.js';
import { addPostCommand } from './commands/post.command.js';
import { addReindexCommand } from './commands/reindex.command.js';
import { addSearchCommand } from './commands/search.command.js';
import { addSourceCommands } from './commands/source.command.js';

/** Every command with the options they share. */
export function courantProgram(): Command {
  const program = new Command('courant')
    .description('Speaks to a running Courant. The admin token comes from COURANT_ADMIN_TOKEN or the data folder.')
    .option('--url <url>', 'where the server is (default: COURANT_PUBLIC_URL, else http://127.0.0.1:3000)')
    .option('--data-dir <path>', 'its data folder (default: COURANT_DATA_DIR, else ./data)')
    .option('--json', 'print one JSON document instead of text')
    .showHelpAfterError()
    .exitOverride();
  const commands = [addSourceCommands, addPostCommand, addSearchCommand, addReindexCommand, addDeadLetterCommands];
  for (const add of [...commands, addMoveCommand, addDoctorCommand]) add(program);
  return program;
}
