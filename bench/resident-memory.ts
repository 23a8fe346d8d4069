import { readFileSync } from 'node:fs';

/** What the operating system says a process has in memory, in MB of 1024 x 1024 bytes. */
export function residentMb(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
