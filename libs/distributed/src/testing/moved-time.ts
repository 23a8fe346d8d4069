import { TestClock } from '#ports/testing/test-clock.js';
import { jest } from '@jest/globals';
import { Redis } from 'ioredis';

const ONLY_THE_DATE = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

/**
 * A time that stands until it is moved, for the process and for what Redis keeps alike: BullMQ asks the process for the date,
 * while its locks end by themselves in Redis. Timers go on as ever.
 */
export class MovedTime extends TestClock {
  private readonly redis: Redis;
  private moving: Promise<void> = Promise.resolve();

  constructor(
    url: string,
    private readonly prefix: string,
  ) {
    super();
    this.redis = new Redis(url);
    jest.useFakeTimers({ now: this.now(), doNotFake: [...ONLY_THE_DATE] });
  }

  override set(time: Date | string): void {
    const before = this.now().getTime();
    super.set(time);
    this.moved(this.now().getTime() - before);
  }

  override advance(milliseconds: number): void {
    super.advance(milliseconds);
    this.moved(milliseconds);
  }

  async end(): Promise<void> {
    await this.moving;
    jest.useRealTimers();
    this.redis.disconnect();
  }

  private moved(by: number): void {
    const to = this.now().getTime();
    jest.setSystemTime(to);
    this.moving = this.moving.then(() => this.move(by, to));
  }

  /**
   * Locks of jobs that had begun before grow older, those of jobs that begin at the new time do not; and a worker of each queue
   * looks up, which would have happened when a delay ended.
   */
  private async move(by: number, to: number): Promise<void> {
    for (const lock of await this.redis.keys(`${this.prefix}:*:lock`)) {
      const begun = Number(await this.redis.hget(lock.replace(/:lock$/, ''), 'processedOn'));
      if (begun >= to) continue;
      await this.redis.pexpire(lock, (await this.redis.pttl(lock)) - by);
    }
    for (const queue of await this.redis.smembers(`${this.prefix}:queues`)) {
      await this.redis.zadd(`${this.prefix}:${queue}:marker`, 0, '0');
    }
  }
}
