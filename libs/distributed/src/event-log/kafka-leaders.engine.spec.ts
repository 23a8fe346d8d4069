import type { LogBatch } from '#ports/event-log.port.js';
import { event, idOf, Member, numbered } from '#ports/testing/event-log-member.js';
import { eventually } from '#ports/testing/eventually.js';
import kafkajs, { type Admin } from 'kafkajs';
import { KafkaEngine } from '../../../../test/engines/kafka-engine.js';
import { RealClock } from '../testing/real-clock.js';
import { KafkaEventLog } from './kafka-event-log.js';

const INSTALL_AND_START_MS = 300_000;
const TOPIC = 'moves.articles';
const PARTITIONS = 4;
const WITHIN = { withinMs: 60_000 };
/** Long enough that a fetch waits for what is appended after its member joined again. */
const FETCH_WAIT_MS = 15_000;

describe('A group on a cluster of two brokers', () => {
  const brokers: KafkaEngine[] = [];
  let admin: Admin;
  let log: KafkaEventLog;
  let member: Member | undefined;
  beforeAll(async () => {
    const first = await KafkaEngine.start();
    brokers.push(first);
    brokers.push(await KafkaEngine.start(first));
    const client = new kafkajs.Kafka({ brokers: [first.broker], logLevel: kafkajs.logLevel.NOTHING });
    admin = client.admin();
    await admin.connect();
    log = new KafkaEventLog({
      brokers: [first.broker],
      namespace: 'moves',
      clock: new RealClock(),
      layout: { partitions: PARTITIONS },
      timing: { fetchWaitMs: FETCH_WAIT_MS, requestWithinMs: 2 * FETCH_WAIT_MS, redeliverAfterMs: 50 },
    });
  }, INSTALL_AND_START_MS);
  afterAll(async () => {
    await member?.stop();
    await log.close();
    await admin.disconnect();
    for (const broker of brokers.reverse()) await broker.dispose();
  });

  async function partitionsLedBy(broker: number): Promise<number[]> {
    const { topics } = await admin.fetchTopicMetadata({ topics: [TOPIC] });
    const led = topics[0]?.partitions.filter(({ leader }) => leader === broker) ?? [];
    return led.map(({ partitionId }) => partitionId);
  }

  /** A key of each partition, with one event that is there already. */
  async function keys(): Promise<Map<number, string>> {
    const all = Array.from({ length: 40 }, (_, index) => `key-${index}`);
    await log.append(all.map((key) => event(key, 1)));
    const records = await log.read({ topic: 'articles', limit: 1_000 });
    return new Map(records.map(({ partition, key }) => [partition, key]));
  }

  it('misses nothing of one broker when the other hands a partition over and the member joins again', async () => {
    const keyOf = await keys();
    const [staying = -1, moving = -1] = await partitionsLedBy(1);
    const [fetched = -1] = await partitionsLedBy(2);
    const stayingKey = keyOf.get(staying) ?? '';
    const key = keyOf.get(fetched) ?? '';
    // More is fetched since most is done; the ninth of eleven is in hand until the partitions are handed back.
    await log.append([...numbered(key, 11).slice(1), event(stayingKey, 2)]);
    const held = { [`${key}.9`]: 0, [`${stayingKey}.2`]: 0 };
    const deliver = async (batch: LogBatch): Promise<void> => {
      const [id = ''] = batch.records.map(idOf);
      const times = held[id];
      if (times === undefined) return;
      held[id] = times + 1;
      if (times > 0) return;
      await new Promise((_, reject) => batch.signal.addEventListener('abort', () => reject(new Error('given up'))));
    };
    member = await Member.of(log, 'readers', deliver, { maxBatch: 1 });
    await eventually(() => Object.values(held).every((times) => times === 1), WITHIN);

    await admin.alterPartitionReassignments({
      topics: [{ topic: TOPIC, partitionAssignment: [{ partition: moving, replicas: [2] }] }],
    });
    await eventually(() => (held[`${stayingKey}.2`] ?? 0) > 1, { ...WITHIN, what: 'the member to join again' });
    await log.append([event(key, 12)]);

    const got = (): string[] => [...new Set(member?.ids.filter((id) => id.startsWith(`${key}.`)))];
    await eventually(() => got().includes(`${key}.12`), WITHIN);
    expect(got()).toEqual(numbered(key, 12).map(({ id }) => id));
    await eventually(async () => (await log.lag())[0]?.lag === 0, WITHIN);
  }, 120_000);
});
