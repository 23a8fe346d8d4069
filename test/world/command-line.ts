import type { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';

const MAIN = fileURLToPath(new URL('../../dist/apps/operations/src/cli/main.js', import.meta.url));

export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** `courant` as a person runs it beside the newsroom, in a folder of its own. */
export class CommandLine {
  private constructor(private readonly env: Readonly<Record<string, string>>) {}

  static beside(newsroom: NewsroomProcess): CommandLine {
    return new CommandLine({
      COURANT_PUBLIC_URL: newsroom.url,
      COURANT_DATA_DIR: newsroom.dataDir,
      COURANT_ADMIN_TOKEN: newsroom.adminToken,
    });
  }

  /** With these variables alone. */
  static in(env: Readonly<Record<string, string>>): CommandLine {
    return new CommandLine(env);
  }

  /** The same command line with other variables. */
  with(env: Readonly<Record<string, string>>): CommandLine {
    return new CommandLine({ ...this.env, ...env });
  }

  async run(...args: readonly string[]): Promise<CommandResult> {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: this.env,
      cwd: mkdtempSync(`${tmpdir()}/courant-cli-`),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    await once(child, 'close');
    return { code: child.exitCode, out, err };
  }

  /** The document that a command prints with `--json`. */
  async json<Schema extends z.ZodType>(schema: Schema, ...args: readonly string[]): Promise<z.infer<Schema>> {
    const { out, err } = await this.run(...args, '--json');
    return schema.parse(JSON.parse(out === '' ? `"${err}"` : out));
  }
}
