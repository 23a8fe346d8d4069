import type { Clock } from '#ports/clock.port.js';
import type { KafkaConfig } from 'kafkajs';

export interface KafkaEventLogOptions {
  /** Addresses of brokers to begin with, `host:port`. */
  readonly brokers: readonly string[];
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: KafkaConfig['sasl'];
  /** Begins the names of topics and groups. */
  readonly namespace: string;
  readonly clock: Clock;
  /** How topics are made; one that exists stays as it is. */
  readonly layout?: TopicLayout;
  /** Told what goes wrong and is tried again by itself. */
  readonly trouble?: (what: string, error: unknown) => void;
  readonly timing?: Partial<KafkaTiming>;
}

/** How topics are made where the contract leaves it to the installation. */
export interface TopicLayout {
  /** Of the topics that hold something per article. */
  readonly partitions?: number;
  /** Of the topics that hold something per article. */
  readonly retentionDays?: number;
  /** Copies of each partition; absent: what the brokers do by default. */
  readonly replicationFactor?: number;
}

/** How long things may take, in milliseconds. */
export interface KafkaTiming {
  /** An append that is not durable by then is rejected. */
  readonly appendWithinMs: number;
  /** A request that a broker does not answer by then has failed. */
  readonly requestWithinMs: number;
  /** Pause before records come again after `deliver` rejected. */
  readonly redeliverAfterMs: number;
  /** A member that gives no sign of life for so long loses its partitions. */
  readonly sessionMs: number;
  readonly heartbeatMs: number;
  /** When members come or go, batches in hand have so long to end. */
  readonly rebalanceMs: number;
  /** How long a broker holds back the answer when there is nothing new. */
  readonly fetchWaitMs: number;
}

export const KAFKA_TIMING: KafkaTiming = {
  appendWithinMs: 10_000,
  requestWithinMs: 8_000,
  redeliverAfterMs: 250,
  sessionMs: 30_000,
  heartbeatMs: 3_000,
  rebalanceMs: 60_000,
  fetchWaitMs: 200,
};
