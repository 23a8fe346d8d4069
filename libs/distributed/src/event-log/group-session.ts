import type { TopicName } from '#contracts/topics.js';
import { TOPICS } from '#contracts/topics.js';
import type { LogSubscription } from '#ports/event-log.port.js';
import type { Consumer } from 'kafkajs';
import { joiningAfter } from './joining-after.js';
import { RETRY, type KafkaClients } from './kafka-client.js';
import type { KafkaTiming } from './kafka-event-log-options.js';
import type { KafkaNames } from './kafka-names.js';
import { PartitionLanes } from './partition-lanes.js';

/** What the members of groups work with. */
export interface MemberTools {
  readonly clients: KafkaClients;
  readonly names: KafkaNames;
  readonly timing: KafkaTiming;
  readonly now: () => Date;
  /** Makes topics that are not there. */
  ensure(topics: readonly TopicName[]): Promise<void>;
  readonly trouble: (what: string, error: unknown) => void;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** What Kafka's own consumers read of a partition at once. */
const LEAST_BYTES = 1_048_576;

/** One life of a kafkajs consumer: from its connection to its crash or to the stop of its member. */
export class GroupSession {
  readonly lanes: PartitionLanes;
  private readonly consumer: Consumer;

  constructor(
    private readonly subscription: LogSubscription,
    private readonly tools: MemberTools,
  ) {
    const { clients, names, timing, now } = tools;
    this.lanes = new PartitionLanes(subscription, () => this.consumer, names, timing, now);
    const graceMs = timing.rebalanceMs * 0.8;
    this.consumer = clients.create().consumer({
      groupId: names.group(subscription.group),
      partitionAssigners: [joiningAfter(() => this.lanes.handBack('the members of the group change', graceMs))],
      allowAutoTopicCreation: false,
      sessionTimeout: timing.sessionMs,
      heartbeatInterval: timing.heartbeatMs,
      rebalanceTimeout: timing.rebalanceMs,
      maxWaitTimeInMs: timing.fetchWaitMs,
      maxBytesPerPartition: bytesOf(subscription),
      retry: { ...RETRY, restartOnFailure: () => Promise.resolve(false) },
    });
  }

  /** Resolves when `stop` is aborted and everything in hand has ended; rejects when the consumer gave up. */
  async live(stop: AbortSignal): Promise<void> {
    let end = (): void => undefined;
    const stopped = new Promise<void>((resolve) => {
      // The batches in hand learn of it at once.
      end = () => resolve(this.lanes.end('the consumer stops', LONGEST_TIMER_MS));
    });
    if (stop.aborted) end();
    else stop.addEventListener('abort', end);
    const crashed = new Promise<never>((_, reject) => {
      this.consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
    });
    crashed.catch(() => undefined);
    const begun = this.begin(stop);
    begun.catch(() => undefined);
    try {
      await Promise.race([begun, stopped]);
      await Promise.race([crashed, stopped]);
    } finally {
      stop.removeEventListener('abort', end);
      await this.lanes.end('the consumer lost its brokers', this.tools.timing.rebalanceMs);
      await this.disconnect();
      void begun.catch(() => undefined).then(() => this.disconnect());
    }
  }

  private async begin(stop: AbortSignal): Promise<void> {
    const { topics } = this.subscription;
    const { ensure, names } = this.tools;
    this.consumer.on('consumer.group_join', ({ payload }) => this.lanes.assign(payload.memberAssignment));
    await ensure(topics);
    if (stop.aborted) return;
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: topics.map((topic) => names.topic(topic)), fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: topics.reduce((sum, topic) => sum + TOPICS[topic].partitions, 0),
      eachBatch: (payload) => this.lanes.take(payload),
    });
  }

  /** Also of a consumer that is just beginning. */
  private async disconnect(): Promise<void> {
    await this.consumer.disconnect().catch(() => undefined);
  }
}

/** What one read of a partition may bring: a whole batch, also of long records. */
export function bytesOf({ topics, maxBatch }: Pick<LogSubscription, 'topics' | 'maxBatch'>): number {
  return Math.max(LEAST_BYTES, ...topics.map((topic) => maxBatch * TOPICS[topic].recordBytes));
}
