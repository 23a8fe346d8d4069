import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Secrets of sources that `source add` made here, one file each with mode 0600, so that `post` can sign. */
export class SourceSecrets {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'source-secrets');
  }

  /** Returns the path of the file. */
  keep(source: string, secret: string): string {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const path = this.pathOf(source);
    writeFileSync(path, `${secret}\n`, { mode: 0o600 });
    return path;
  }

  /** Throws when none is kept. */
  read(source: string): string {
    try {
      return readFileSync(this.pathOf(source), 'utf8').trim();
    } catch (cause) {
      throw new Error(
        `No secret of ${source} is kept in ${this.folder}; give --secret-file, or add the source with "courant source add".`,
        { cause },
      );
    }
  }

  private pathOf(source: string): string {
    return join(this.folder, encodeURIComponent(source));
  }
}
