import type { LogBatch } from '#ports/event-log.port.js';
import { event, idOf, Member, numbered } from '#ports/testing/event-log-member.js';
import { eventually } from '#ports/testing/eventually.js';
import kafkajs from 'kafkajs';
import { KafkaServer } from '../testing/kafka-server.js';
import type { KafkaEventLog } from './kafka-event-log.js';

const server = KafkaServer.forAllTests();
const SHORT = { sessionMs: 3_000, heartbeatMs: 300, redeliverAfterMs: 50 };
const KEYS = Array.from({ length: 24 }, (_, index) => `key-${index}`);
const WITHIN = { withinMs: 60_000 };
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('The members of a group on Kafka', () => {
  let namespace: string;
  let log: KafkaEventLog;
  const logs: KafkaEventLog[] = [];
  const members: Member[] = [];
  const open = (): KafkaEventLog => {
    const opened = server.log(namespace, SHORT);
    logs.push(opened);
    return opened;
  };
  beforeEach(() => {
    namespace = server.namespace();
    log = open();
  });
  afterEach(async () => {
    await Promise.all(members.splice(0).map((member) => member.stop()));
    await Promise.all(logs.splice(0).map((opened) => opened.close()));
  });
  const join: typeof Member.of = async (...given) => {
    const member = await Member.of(...given);
    members.push(member);
    return member;
  };

  it('keep a partition through a batch that takes three sessions, heartbeats or not', async () => {
    await log.append(numbered('a', 3));
    let calls = 0;
    const member = await join(
      log,
      'readers',
      async () => {
        calls += 1;
        if (calls === 1) await pause(3 * SHORT.sessionMs);
      },
      { maxBatch: 1 },
    );
    await eventually(() => member.ids.length === 3, WITHIN);
    expect(member.ids).toEqual(['a.1', 'a.2', 'a.3']);
    expect(calls).toBe(3);
  });

  it('share the partitions anew in the middle of slow batches: none lost, none in two hands, none that ended twice', async () => {
    await log.append(KEYS.flatMap((key) => numbered(key, 3)));
    const inHand = new Map<number, number>();
    let most = 0;
    let aborted = 0;
    const slow = async (batch: LogBatch): Promise<void> => {
      const count = (inHand.get(batch.partition) ?? 0) + 1;
      inHand.set(batch.partition, count);
      most = Math.max(most, count);
      batch.signal.addEventListener('abort', () => (aborted += 1));
      await pause(700);
      inHand.set(batch.partition, count - 1);
    };
    const one = await join(log, 'readers', slow, { maxBatch: 1 });
    await eventually(() => one.ids.length > 5, WITHIN);
    const two = await join(open(), 'readers', slow, { maxBatch: 1 });
    const three = await join(open(), 'readers', slow, { maxBatch: 1 });
    const ids = (): string[] => [one, two, three].flatMap((member) => member.ids);
    await eventually(() => new Set(ids()).size === KEYS.length * 3, WITHIN);
    expect(most).toBe(1);
    expect(aborted).toBeGreaterThan(0);
    expect(ids()).toHaveLength(KEYS.length * 3);
    expect(Math.min(two.ids.length, three.ids.length)).toBeGreaterThan(0);
  });

  it('get a batch again that was given up because the members changed', async () => {
    await log.append(KEYS.map((key) => event(key, 1)));
    let begun = 0;
    const heeding = (batch: LogBatch): Promise<void> =>
      new Promise((resolve, reject) => {
        begun += 1;
        const done = setTimeout(resolve, 1_500);
        batch.signal.addEventListener('abort', () => {
          clearTimeout(done);
          reject(new Error('given up'));
        });
      });
    const one = await join(log, 'readers', heeding);
    await eventually(() => begun > 0, WITHIN);
    const two = await join(open(), 'readers', heeding);
    const ids = (): string[] => [...one.ids, ...two.ids];
    await eventually(() => new Set(ids()).size === KEYS.length, WITHIN);
    expect(ids()).toHaveLength(KEYS.length);
    expect(begun).toBeGreaterThan(one.batches.length + two.batches.length);
  });

  it('are not held up in other partitions by one that is slow and one that fails', async () => {
    await log.append(KEYS.flatMap((key) => numbered(key, 10)));
    const records = await log.read({ topic: 'articles', limit: 1_000 });
    const [slow, failing] = [...new Set(records.map(({ partition }) => partition))];
    const elsewhere = records.filter(({ partition }) => partition !== slow && partition !== failing).length;
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    let broken = true;
    const member = await join(log, 'readers', async ({ partition }) => {
      if (partition === slow) await held;
      if (partition === failing && broken) throw new Error('cannot');
    });
    await eventually(() => member.ids.length === elsewhere, WITHIN);
    const late = KEYS.map((key) => event(key, 11));
    await log.append(late);
    const lateElsewhere = (await log.read({ topic: 'articles', limit: 1_000 })).filter(
      (record) => idOf(record).endsWith('.11') && record.partition !== slow && record.partition !== failing,
    ).length;
    await eventually(() => member.ids.length === elsewhere + lateElsewhere);
    go();
    broken = false;
    await eventually(() => member.ids.length === KEYS.length * 11, WITHIN);
    for (const key of KEYS) {
      expect(member.ids.filter((id) => id.startsWith(`${key}.`))).toEqual(numbered(key, 11).map(({ id }) => id));
    }
  });

  it('tell other processes why they wait and when they last moved on', async () => {
    const other = open();
    await log.append([event('a', 1)]);
    let away = true;
    const member = await join(log, 'readers', async (batch) => {
      batch.reportPaused('the index is away');
      while (away) await pause(20);
    });
    const seen = await eventually(async () => {
      const [lag] = await other.lag();
      return lag?.paused === true && lag;
    }, WITHIN);
    expect(seen).toMatchObject({ group: 'readers', topic: 'articles', lag: 1, reason: 'the index is away' });
    expect(seen.oldestAgeSeconds).toBeGreaterThan(0);
    away = false;
    await eventually(() => member.ids.length === 1);
    const after = await eventually(async () => {
      const [lag] = await other.lag();
      return lag?.lag === 0 && lag.paused === false && lag;
    }, WITHIN);
    expect(after.lastCommitAt).toBeInstanceOf(Date);
  });

  it('are reported on while a slow batch holds up that the partitions are shared anew', async () => {
    const other = open();
    await log.append([event('a', 1)]);
    let begun = 0;
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    await join(log, 'readers', async () => {
      begun += 1;
      if (begun === 2) await held;
    });
    await eventually(async () => (await other.lag())[0]?.lastCommitAt !== undefined, WITHIN);
    await log.append([event('a', 2)]);
    await eventually(() => begun === 2, WITHIN);
    await join(open(), 'readers');
    const admin = server.client().admin();
    await admin.connect();
    const stateOf = async (): Promise<string | undefined> =>
      (await admin.describeGroups([`${namespace}.readers`])).groups[0]?.state;
    await eventually(async () => (await stateOf()) === 'PreparingRebalance', WITHIN);
    expect(await other.lag()).toMatchObject([{ group: 'readers', topic: 'articles', lag: 1 }]);
    expect(await stateOf()).toBe('PreparingRebalance');
    go();
    await eventually(async () => (await other.lag())[0]?.lag === 0, WITHIN);
    await admin.disconnect();
  });

  it('read an append of many megabytes, and keep whole what is no event', async () => {
    const text = 'x'.repeat(900_000);
    await log.append([1, 2, 3, 4, 5, 6].map((number) => ({ ...event('a', number), data: { text } })));
    const producer = server.client().producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic: `${namespace}.articles`, messages: [{ key: 'a', value: 'no event' }] });
    await producer.disconnect();
    const member = await join(log, 'readers');
    await eventually(() => member.ids.length === 7, WITHIN);
    const records = member.batches.flatMap((batch) => batch.records);
    expect(records.at(-1)).toMatchObject({ key: 'a', value: 'no event', attributes: {} });
    expect(records.slice(0, 6).every(({ value }) => value.includes(text))).toBe(true);
  });
});
