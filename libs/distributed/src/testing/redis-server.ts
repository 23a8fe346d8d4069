import type { Clock } from '#ports/clock.port.js';
import type { OpenedJobQueue } from '#ports/testing/job-queue-worker.js';
import { afterAll, beforeAll } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { RedisEngine } from '../../../../test/engines/redis-engine.js';
import { RedisJobQueue } from '../job-queue/redis-job-queue.js';
import type { RedisTiming } from '../job-queue/redis-job-queue-options.js';
import { MovedTime } from './moved-time.js';

const INSTALL_AND_START_MS = 300_000;
const LEASE_MS = 30_000;

/** A Redis for the specs of one file. */
export class RedisServer {
  private running: RedisEngine | undefined;

  /** Starts it before the first test and ends it after the last. */
  static forAllTests(): RedisServer {
    const server = new RedisServer();
    beforeAll(async () => {
      server.running = await RedisEngine.start();
    }, INSTALL_AND_START_MS);
    afterAll(async () => {
      await server.running?.dispose();
    });
    return server;
  }

  get engine(): RedisEngine {
    if (this.running === undefined) throw new Error('Redis runs during tests alone');
    return this.running;
  }

  namespace(): string {
    return `test-${randomBytes(6).toString('hex')}`;
  }

  queue(namespace: string, clock: Clock, timing: Partial<RedisTiming> = {}): RedisJobQueue {
    return new RedisJobQueue({ url: this.engine.url, namespace, clock, timing });
  }

  /** Opens queues of its own, with as many members as are asked for, in a time that the test moves. */
  async open(): Promise<OpenedJobQueue> {
    const namespace = this.namespace();
    const clock = new MovedTime(this.engine.url, namespace);
    const queues: RedisJobQueue[] = [];
    const member = async (): Promise<RedisJobQueue> => {
      const queue = this.queue(namespace, clock, { leaseMs: LEASE_MS, lookMs: 50 });
      queues.push(queue);
      return queue;
    };
    const closeAll = async (): Promise<void> => {
      await Promise.all(queues.splice(0).map((queue) => queue.close()));
    };
    return {
      port: await member(),
      clock,
      leaseMs: LEASE_MS,
      member,
      reopen: async () => {
        await closeAll();
        return member();
      },
      close: async () => {
        await closeAll();
        await clock.end();
      },
    };
  }
}
