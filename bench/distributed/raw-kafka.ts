import type { CloudEvent } from '#contracts/cloud-event.js';
import { messageOf } from '#distributed/event-log/event-message.js';
import kafkajs, { type Admin, type Kafka, type Message } from 'kafkajs';

const FETCH_WAIT_MS = 200;

/** kafkajs without anything of ours: what the log is compared with. */
export class RawKafka {
  private readonly kafka: Kafka;

  constructor(broker: string) {
    this.kafka = new kafkajs.Kafka({ brokers: [broker], clientId: 'raw', logLevel: kafkajs.logLevel.NOTHING });
  }

  /** Makes a topic that holds messages as the log's topics do. */
  async makeTopic(topic: string, numPartitions: number): Promise<void> {
    await this.asAdmin((admin) =>
      admin.createTopics({
        waitForLeaders: true,
        topics: [
          {
            ...{ topic, numPartitions },
            configEntries: [{ name: 'message.timestamp.type', value: 'LogAppendTime' }],
          },
        ],
      }),
    );
  }

  async deleteTopic(topic: string): Promise<void> {
    await this.asAdmin((admin) => admin.deleteTopics({ topics: [topic] }));
  }

  /** The group begins at the first message again; it must have no members. */
  async forgetGroup(group: string): Promise<void> {
    await this.asAdmin((admin) => admin.deleteGroups([group]));
  }

  /** Sends batch after batch, each when every replica has the last; answers messages per second. */
  async send(topic: string, messages: readonly Message[], batch: number): Promise<number> {
    const producer = this.kafka.producer({
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      ...{ allowAutoTopicCreation: false, idempotent: true, maxInFlightRequests: 1 },
    });
    await producer.connect();
    const began = performance.now();
    for (let from = 0; from < messages.length; from += batch) {
      await producer.send({ topic, acks: -1, messages: messages.slice(from, from + batch) });
    }
    const seconds = (performance.now() - began) / 1_000;
    await producer.disconnect();
    return messages.length / seconds;
  }

  /** Reads so many messages as a new group, committing every fetched batch; messages per second from the first one on. */
  async consume({ topic, group, count, partitions }: Consumption): Promise<number> {
    const consumer = this.kafka.consumer({ groupId: group, maxWaitTimeInMs: FETCH_WAIT_MS });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const pace = new Pace(count);
    await consumer.run({
      ...{ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: partitions },
      eachBatch: async ({ batch, resolveOffset, heartbeat }) => {
        pace.began();
        for (const { offset } of batch.messages) resolveOffset(offset);
        const next = String(Number(batch.lastOffset()) + 1);
        await consumer.commitOffsets([{ topic, partition: batch.partition, offset: next }]);
        await heartbeat();
        pace.handled(batch.messages.length);
      },
    });
    const rate = await pace.perSecond;
    await consumer.disconnect();
    return rate;
  }

  private async asAdmin(work: (admin: Admin) => Promise<unknown>): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      await work(admin);
    } finally {
      await admin.disconnect();
    }
  }
}

export interface Consumption {
  readonly topic: string;
  readonly group: string;
  readonly count: number;
  readonly partitions: number;
}

/** The rate from the first delivery to the one that makes the number full. */
export class Pace {
  readonly perSecond: Promise<number>;
  private start: number | undefined;
  private done = 0;
  private resolve: (rate: number) => void = () => undefined;

  constructor(private readonly count: number) {
    this.perSecond = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  began(): void {
    this.start ??= performance.now();
  }

  handled(messages: number): void {
    this.done += messages;
    if (this.done < this.count) return;
    this.resolve((this.count / (performance.now() - (this.start ?? 0))) * 1_000);
  }
}

/** The same bytes as the log sends for an event. */
export function rawMessage(event: CloudEvent): Message {
  const { key, value, headers } = messageOf(event);
  return { key: Buffer.from(key), value: Buffer.from(value), headers: { ...headers } };
}
