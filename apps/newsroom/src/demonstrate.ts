import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs the demonstration beside the server, in a process of its own that knows the server by its address alone. */
export function demonstrate(): void {
  const file = fileURLToPath(new URL('../../operations/src/demo/main.js', import.meta.url));
  const child = spawn(process.execPath, [file], { stdio: 'inherit' });
  process.once('exit', () => child.kill());
}
