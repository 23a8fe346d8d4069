import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A suite that needs a program of the machine; where there is none, one skipped test says that it was not run. */
export function describeWithProgram(name: string, program: string, suite: (path: string) => void): void {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  const path = folders.map((folder) => join(folder, program)).find((place) => existsSync(place));
  describe(name, () => {
    if (path === undefined) it.skip(`not run: there is no ${program} on this machine`, () => undefined);
    else suite(path);
  });
}
