import { Config } from '#runtime/config/config.js';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';

const IDLE_MS = 10_000;

/** Makes HTML of MJML in a thread of its own that starts on demand: it takes tenths of a second of processor time. */
@Injectable()
export class MjmlPool implements OnApplicationShutdown {
  private readonly threads: Piscina | undefined;

  constructor({ textThreads }: Config) {
    this.threads = textThreads > 0 ? startThread() : undefined;
  }

  async html(mjml: string): Promise<string> {
    if (this.threads !== undefined) {
      const html: string = await this.threads.run(mjml);
      return html;
    }
    const { default: mjmlToHtml } = await import('./mjml-worker.js');
    return mjmlToHtml(mjml);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads?.close();
  }
}

function startThread(): Piscina {
  return new Piscina({
    filename: fileURLToPath(new URL('./mjml-worker.js', import.meta.url)),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    recordTiming: false,
  });
}
