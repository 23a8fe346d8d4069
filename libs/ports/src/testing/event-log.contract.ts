import { TransientError } from '#contracts/errors.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventLog } from '../event-log.port.js';
import { event, idOf, Member, numbered } from './event-log-member.js';
import { eventually } from './eventually.js';

export interface OpenedEventLog {
  readonly port: EventLog;
  /** Closes the log and opens it again as after a restart. */
  reopen(): Promise<EventLog>;
  close(): Promise<void>;
}

/** What an adapter promises beyond the port; `false` is a declared difference. */
export interface EventLogFeatures {
  /** `read` returns the events of all keys in the order they were appended. */
  readonly totalOrder: boolean;
}

/** What every EventLog must do; `open` gives an empty one. */
export function eventLogContract(open: () => Promise<OpenedEventLog>, features: EventLogFeatures): void {
  describe('keeps the promises of an EventLog', () => {
    let opened: OpenedEventLog;
    let log: EventLog;
    beforeEach(async () => {
      opened = await open();
      log = opened.port;
    });
    afterEach(() => opened.close());

    const members: Member[] = [];
    afterEach(async () => {
      await Promise.all(members.splice(0).map((member) => member.stop()));
    });
    const join: typeof Member.of = async (...given) => {
      const member = await Member.of(...given);
      members.push(member);
      return member;
    };

    describe('append and read', () => {
      it('gives back attributes and data as they were written', async () => {
        const written = event('a', 1);
        await log.append([written]);
        const [record] = await log.read({ topic: 'articles', limit: 10 });
        const { topic, data, ...attributes } = written;
        expect(record).toMatchObject({ topic, key: 'a', attributes });
        expect(JSON.parse(record?.value ?? '')).toEqual(data);
      });

      it('appends nothing when there is nothing', async () => {
        await log.append([]);
        expect(await log.read({ topic: 'articles', limit: 10 })).toEqual([]);
      });

      it('keeps the order per key under concurrent appends and loses none', async () => {
        const keys = ['a', 'b', 'c', 'd'];
        for (let number = 1; number <= 25; number += 1) {
          await Promise.all(keys.map((key) => log.append([event(key, number)])));
        }
        for (const key of keys) {
          const records = await log.read({ topic: 'articles', key, limit: 100 });
          expect(records.map(idOf)).toEqual(numbered(key, 25).map(({ id }) => id));
        }
      });

      it('reads every event of all keys once, page by page, those of each key in order', async () => {
        const keys = Array.from({ length: 30 }, (_, key) => `key-${key}`);
        for (const number of [1, 2, 3]) await log.append(keys.map((key) => event(key, number)));
        const seen: string[] = [];
        for (let page = await log.read({ topic: 'articles', limit: 7 }); page.length > 0;) {
          seen.push(...page.map(idOf));
          page = await log.read({ topic: 'articles', limit: 7, after: page.at(-1)! });
        }
        expect(seen).toHaveLength(90);
        const ofKey = (key: string): string[] => seen.filter((id) => id.startsWith(`${key}.`));
        for (const key of keys) expect(ofKey(key)).toEqual(numbered(key, 3).map(({ id }) => id));
      });

      it('reads on after a position until there is no more', async () => {
        await log.append(numbered('a', 7));
        const seen: string[] = [];
        let after: { partition: number; offset: number } | undefined;
        for (;;) {
          const page = await log.read({
            topic: 'articles',
            key: 'a',
            limit: 3,
            ...(after === undefined ? {} : { after }),
          });
          seen.push(...page.map(idOf));
          after = page.at(-1);
          if (page.length === 0) break;
        }
        expect(seen).toEqual(numbered('a', 7).map(({ id }) => id));
      });

      it('reads what was appended from one time and before another', async () => {
        await log.append([event('a', 1)]);
        const [first] = await log.read({ topic: 'articles', limit: 1 });
        await eventually(() => Date.now() > first!.appendedAt.getTime() + 5);
        await log.append([event('a', 2)]);
        const second = (await log.read({ topic: 'articles', limit: 2 }))[1]!;
        const from = await log.read({ topic: 'articles', from: second.appendedAt, limit: 10 });
        const to = await log.read({ topic: 'articles', to: second.appendedAt, limit: 10 });
        expect([from.map(idOf), to.map(idOf)]).toEqual([['a.2'], ['a.1']]);
      });

      it('keeps topics apart', async () => {
        await log.append([event('a', 1), { ...event('a', 2), topic: 'stages' }]);
        expect((await log.read({ topic: 'stages', limit: 10 })).map(idOf)).toEqual(['a.2']);
      });

      if (features.totalOrder) {
        it('reads the events of all keys in the order of their appends', async () => {
          await log.append([event('b', 1), event('a', 1), event('c', 1), event('a', 2)]);
          const records = await log.read({ topic: 'articles', limit: 10 });
          expect(records.map(idOf)).toEqual(['b.1', 'a.1', 'c.1', 'a.2']);
        });
      }
    });

    describe('delivery', () => {
      it('begins with the first event ever kept and goes on with new ones', async () => {
        await log.append(numbered('a', 3));
        const member = await join(log, 'readers');
        await eventually(() => member.ids.length === 3);
        await log.append([event('a', 4)]);
        await eventually(() => member.ids.length === 4);
        expect(member.ids).toEqual(['a.1', 'a.2', 'a.3', 'a.4']);
      });

      it('gives every group every event', async () => {
        const one = await join(log, 'one');
        const two = await join(log, 'two');
        await log.append(numbered('a', 5));
        await eventually(() => one.ids.length === 5 && two.ids.length === 5);
        expect(one.ids).toEqual(two.ids);
      });

      it('gives batches of one partition, in order and no larger than asked', async () => {
        await log.append([...numbered('a', 30), ...numbered('b', 30)]);
        const member = await join(log, 'readers');
        await eventually(() => member.ids.length === 60);
        for (const { records, partition } of member.batches) {
          expect(records.length).toBeLessThanOrEqual(10);
          expect(records.every((record) => record.partition === partition)).toBe(true);
          const offsets = records.map(({ offset }) => offset);
          expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
        }
        expect(member.ids.filter((id) => id.startsWith('a'))).toEqual(numbered('a', 30).map(({ id }) => id));
      });

      it('goes on after a restart where it committed', async () => {
        await log.append(numbered('a', 3));
        const before = await join(log, 'readers');
        await eventually(() => before.ids.length === 3);
        await before.stop();
        log = await opened.reopen();
        await log.append([event('a', 4)]);
        const after = await join(log, 'readers');
        await eventually(() => after.ids.length > 0);
        expect(after.ids).toEqual(['a.4']);
      });

      it('brings the same records again, before later ones, when deliver rejects', async () => {
        await log.append(numbered('a', 2));
        const tries: string[][] = [];
        const member = await join(log, 'readers', async ({ records }) => {
          tries.push(records.map(idOf));
          if (tries.length < 3) throw new TransientError('not yet');
        });
        await log.append([event('a', 3)]);
        await eventually(() => member.ids.length === 3, { withinMs: 20_000 });
        expect(tries.slice(0, 3).every(([first]) => first === 'a.1')).toBe(true);
        expect(member.ids).toEqual(['a.1', 'a.2', 'a.3']);
      });

      it('delivers a partition to one member at a time', async () => {
        let inHand = 0;
        let most = 0;
        const deliver = async (): Promise<void> => {
          inHand += 1;
          most = Math.max(most, inHand);
          await new Promise((resolve) => setTimeout(resolve, 5));
          inHand -= 1;
        };
        const one = await join(log, 'readers', deliver, { maxBatch: 2 });
        const two = await join(log, 'readers', deliver, { maxBatch: 2 });
        await log.append(numbered('a', 20));
        const ids = (): string[] => [...one.ids, ...two.ids];
        await eventually(() => ids().length >= 20, { withinMs: 20_000 });
        expect(ids().sort()).toEqual(
          numbered('a', 20)
            .map(({ id }) => id)
            .sort(),
        );
        expect(most).toBe(1);
      });

      it('lets another member take over when one leaves', async () => {
        const one = await join(log, 'readers');
        const two = await join(log, 'readers');
        await log.append([event('a', 1)]);
        await eventually(() => one.ids.length + two.ids.length === 1, { withinMs: 20_000 });
        const [holder, other] = one.ids.length === 1 ? [one, two] : [two, one];
        await holder.stop();
        await log.append([event('a', 2)]);
        await eventually(() => other.ids.length === 1, { withinMs: 20_000 });
        expect(other.ids).toEqual(['a.2']);
      });

      it('waits for the batch in hand when it is stopped, and commits it', async () => {
        await log.append([event('a', 1)]);
        let finish: () => void = () => undefined;
        const held = new Promise<void>((resolve) => {
          finish = resolve;
        });
        let signal: AbortSignal | undefined;
        const member = await join(log, 'readers', async (batch) => {
          signal = batch.signal;
          await held;
        });
        await eventually(() => signal);
        const stopped = member.stop();
        expect(signal?.aborted).toBe(true);
        finish();
        await stopped;
        await log.append([event('a', 2)]);
        const next = await join(log, 'readers');
        await eventually(() => next.ids.length > 0, { withinMs: 20_000 });
        expect(next.ids).toEqual(['a.2']);
      });

      it('brings a batch again that was handed back at a stop', async () => {
        await log.append([event('a', 1)]);
        let given = false;
        const member = await join(log, 'readers', (batch) => {
          given = true;
          return new Promise((_, reject) => {
            batch.signal.addEventListener('abort', () => reject(new Error('handed back')));
          });
        });
        await eventually(() => given);
        await member.stop();
        const next = await join(log, 'readers');
        await eventually(() => next.ids.length === 1, { withinMs: 20_000 });
        expect(next.ids).toEqual(['a.1']);
      });

      it('keeps a partition with a slow member that sends heartbeats', async () => {
        await log.append([event('a', 1)]);
        let calls = 0;
        const member = await join(log, 'readers', async (batch) => {
          calls += 1;
          for (let beat = 0; beat < 20; beat += 1) {
            await batch.heartbeat();
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
        });
        await eventually(() => member.ids.length === 1, { withinMs: 20_000 });
        expect(calls).toBe(1);
      });
    });

    describe('lag', () => {
      const lagOf = async (group: string) => (await log.lag()).find((lag) => lag.group === group);

      it('counts what a group has not committed and the age of the oldest', async () => {
        const member = await join(log, 'readers');
        await log.append(numbered('a', 2));
        await eventually(async () => member.ids.length === 2 && (await lagOf('readers'))?.lag === 0);
        expect(await lagOf('readers')).toMatchObject({ topic: 'articles', lag: 0, oldestAgeSeconds: 0, paused: false });
        await member.stop();
        await log.append(numbered('b', 3));
        await eventually(async () => ((await lagOf('readers'))?.oldestAgeSeconds ?? 0) > 0);
        expect(await lagOf('readers')).toMatchObject({ lag: 3 });
      });

      it('tells that a group is paused and why, until it goes on', async () => {
        let away = true;
        await join(log, 'readers', async (batch) => {
          batch.reportPaused('the index is away');
          await eventually(() => !away, { withinMs: 20_000 });
          batch.reportPaused(undefined);
        });
        await log.append([event('a', 1)]);
        const paused = await eventually(async () => {
          const lag = await lagOf('readers');
          return lag?.paused === true && lag;
        });
        expect(paused.reason).toBe('the index is away');
        away = false;
        await eventually(async () => (await lagOf('readers'))?.paused === false);
        expect(await eventually(async () => (await lagOf('readers'))?.lastCommitAt)).toBeInstanceOf(Date);
      });
    });
  });
}
