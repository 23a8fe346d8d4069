import kafkajs, { type Kafka } from 'kafkajs';
import type { KafkaEventLogOptions, KafkaTiming } from './kafka-event-log-options.js';
import { quietRequestQueue } from './quiet-request-queue.js';

const CONNECT_WITHIN_MS = 3_000;
/** Of each request; those who call them try again as long as it makes sense to them. */
export const RETRY = { initialRetryTime: 100, multiplier: 2, factor: 0.2, maxRetryTime: 1_000, retries: 5 } as const;

/**
 * Clients of the brokers; each has connections of its own, since clients of one group that share them would share their
 * positions too.
 */
export class KafkaClients {
  constructor(
    private readonly options: KafkaEventLogOptions,
    private readonly timing: KafkaTiming,
  ) {
    quietRequestQueue();
  }

  create(): Kafka {
    const { brokers, ssl, sasl, namespace } = this.options;
    return new kafkajs.Kafka({
      clientId: namespace,
      brokers: [...brokers],
      ...(ssl === undefined ? {} : { ssl }),
      ...(sasl === undefined ? {} : { sasl }),
      connectionTimeout: CONNECT_WITHIN_MS,
      requestTimeout: this.timing.requestWithinMs,
      enforceRequestTimeout: true,
      retry: RETRY,
      // What it logs is either thrown too or tried again by itself.
      logLevel: kafkajs.logLevel.NOTHING,
    });
  }
}
