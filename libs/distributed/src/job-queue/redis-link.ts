import { PermanentError, TransientError } from '#contracts/errors.js';
import { Redis } from 'ioredis';

const LONGEST_RETRY_MS = 1_000;

/** How every connection begins again and ends. */
export const CONNECTION = {
  retryStrategy: (tries: number): number => Math.min(LONGEST_RETRY_MS, 50 * tries),
  disconnectTimeout: 200,
};

/** The connection for asking Redis: what it does not answer in time has failed. */
export class RedisLink {
  readonly client: Redis;

  constructor(
    url: string,
    private readonly answerWithinMs: number,
  ) {
    this.client = new Redis(url, {
      ...CONNECTION,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: answerWithinMs,
      connectTimeout: answerWithinMs,
    });
    // Told to those whose commands fail.
    this.client.on('error', () => undefined);
  }

  /** Rejects with a TransientError when Redis is away. */
  async use<Result>(what: string, work: (client: Redis) => Promise<Result>): Promise<Result> {
    try {
      await this.ready();
      return await work(this.client);
    } catch (cause) {
      if (cause instanceof TransientError || cause instanceof PermanentError) throw cause;
      throw new TransientError(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }

  close(): void {
    this.client.disconnect();
  }

  private async ready(): Promise<void> {
    const { client, answerWithinMs } = this;
    if (client.status === 'ready') return;
    await new Promise<void>((resolve, reject) => {
      const done = (): void => {
        clearTimeout(late);
        resolve();
      };
      const late = setTimeout(() => {
        client.off('ready', done);
        reject(new TransientError(`Redis did not answer within ${answerWithinMs} ms`));
      }, answerWithinMs);
      client.once('ready', done);
    });
  }
}
