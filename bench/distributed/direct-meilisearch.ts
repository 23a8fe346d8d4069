import type { Recorded } from './recording-proxy.js';

/** A Meilisearch server asked without anything of ours. */
export class DirectMeilisearch {
  private readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly url: string,
    private readonly key: string | undefined,
  ) {
    this.headers = {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    };
  }

  /** How a process is told of it. */
  get env(): Readonly<Record<string, string>> {
    return { COURANT_MEILI_URL: this.url, ...(this.key === undefined ? {} : { COURANT_MEILI_KEY: this.key }) };
  }

  /** Milliseconds until everything that was recorded is answered again, what went together together. */
  async time(waves: ReadonlyArray<readonly Recorded[]>): Promise<number> {
    const began = performance.now();
    for (const wave of waves) await Promise.all(wave.map((one) => this.ask(one)));
    return performance.now() - began;
  }

  async deleteIndex(uid: string): Promise<void> {
    await fetch(`${this.url}/indexes/${uid}`, { method: 'DELETE', headers: this.headers });
  }

  private async ask({ method, path, body }: Recorded): Promise<void> {
    const response = await fetch(`${this.url}${path}`, { method, headers: this.headers, body });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
  }
}
