import { Redis, type RedisOptions } from 'ioredis';
import { CONNECTION } from './redis-link.js';

/** The connections of one worker; BullMQ duplicates the first for waiting. What is asked while Redis is away waits for it. */
export class WorkerConnections {
  readonly client: Redis;
  private readonly all: Redis[] = [];
  private ended = false;

  constructor(url: string) {
    const retryStrategy = (tries: number): number | null => (this.ended ? null : CONNECTION.retryStrategy(tries));
    this.client = new Redis(url, { ...CONNECTION, maxRetriesPerRequest: null, retryStrategy });
    const duplicate = this.client.duplicate.bind(this.client);
    this.client.duplicate = (override?: Partial<RedisOptions>) => this.keep(duplicate(override));
    this.keep(this.client);
  }

  /** Fails what still waits for Redis: a client between two tries does so with its last one. */
  close(): void {
    this.ended = true;
    for (const client of this.all) {
      if (client.status !== 'reconnecting') client.disconnect();
      else {
        client.once('connect', () => client.disconnect());
        client.connect().catch(() => undefined);
      }
    }
  }

  private keep(client: Redis): Redis {
    client.on('error', () => undefined);
    this.all.push(client);
    return client;
  }
}
