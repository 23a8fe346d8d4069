import type { Backend, Engine } from '#ports/backend.js';
import type { Clock } from '#ports/clock.port.js';
import { KafkaEventLog } from './event-log/kafka-event-log.js';
import type { KafkaEventLogOptions } from './event-log/kafka-event-log-options.js';
import { RedisJobQueue } from './job-queue/redis-job-queue.js';
import { openMongoStores } from './mongo/open-mongo-stores.js';

export interface DistributedOptions {
  readonly kafka: Pick<KafkaEventLogOptions, 'brokers' | 'layout' | 'sasl' | 'ssl' | 'timing'>;
  readonly mongoUrl: string;
  readonly redisUrl: string;
  /** Begins every name in the engines. */
  readonly namespace: string;
  readonly clock: Clock;
  /** Told what goes wrong and is tried again by itself. */
  readonly trouble: (what: string, error: unknown) => void;
}

/** The part of a backend that stands on Kafka, MongoDB and Redis. */
export type DistributedBackend = Omit<Backend, 'mailCatcher' | 'searchIndex'>;

/**
 * Opens the log, the jobs and every store; rejects with a TransientError when MongoDB is away. Kafka and Redis may come
 * later: what needs them waits for them or fails in time.
 */
export async function openDistributed(options: DistributedOptions): Promise<DistributedBackend> {
  const { kafka, mongoUrl, redisUrl, namespace, clock, trouble } = options;
  const stores = await openMongoStores({ url: mongoUrl, namespace, clock });
  const eventLog = new KafkaEventLog({ ...kafka, namespace, clock, trouble });
  const jobQueue = new RedisJobQueue({ url: redisUrl, namespace, clock, trouble });
  return {
    ...stores,
    eventLog,
    jobQueue,
    engines: [engine('kafka', () => eventLog.probe()), engine('redis', () => jobQueue.probe())],
    close: async () => {
      await Promise.all([eventLog.close(), jobQueue.close()]);
      await stores.close();
    },
  };
}

/** The outbox and what is planned wait in the store while one of these is away. */
function engine(name: string, probe: () => Promise<void>): Engine {
  return { name, needed: false, probe };
}
