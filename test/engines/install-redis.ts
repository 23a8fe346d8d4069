import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The command of Debian's Redis server; the package is installed when it is missing. */
export async function installRedis(): Promise<string> {
  const command = 'redis-server';
  try {
    await run(command, ['--version']);
  } catch {
    // Tests start servers of their own: the package must not start one.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', command], { env });
    await run(command, ['--version']);
  }
  return command;
}
