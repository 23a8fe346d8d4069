import { CommanderError } from 'commander';
import { courantProgram } from './program.js';

try {
  await courantProgram().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError))
    process.stderr.write(`${error instanceof Error ? messageOf(error) : String(error)}\n`);
  process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
}

/** fetch says only "fetch failed"; the reason is its cause. */
function messageOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
