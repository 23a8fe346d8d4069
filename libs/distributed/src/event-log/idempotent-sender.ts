import kafkajs, { type Producer } from 'kafkajs';
import type { OutgoingMessage } from './event-message.js';
import { RETRY, type KafkaClients } from './kafka-client.js';
import { brokerFailure } from './kafka-errors.js';
import type { KafkaNames } from './kafka-names.js';

const ALL_REPLICAS = -1;

/**
 * Writes batches with an idempotent producer. After a failure the producer is replaced: it has given the numbers of that
 * batch free while the brokers may have stored it, and would take a different batch with the same numbers for a repetition.
 */
export class IdempotentSender {
  private producer: Promise<Producer> | undefined;

  constructor(
    private readonly clients: KafkaClients,
    private readonly names: KafkaNames,
  ) {}

  /** One batch at a time; resolves when every replica in sync has it. */
  async send(messages: readonly OutgoingMessage[]): Promise<void> {
    try {
      const producer = await (this.producer ??= this.open());
      await producer.sendBatch({ acks: ALL_REPLICAS, topicMessages: this.byTopic(messages) });
    } catch (error) {
      await this.close();
      throw brokerFailure('events cannot be appended', error);
    }
  }

  async close(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.then((opened) => opened.disconnect()).catch(() => undefined);
  }

  private async open(): Promise<Producer> {
    const producer = this.clients.create().producer({
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
      idempotent: true,
      maxInFlightRequests: 1,
      retry: RETRY,
    });
    try {
      await producer.connect();
    } catch (error) {
      await producer.disconnect().catch(() => undefined);
      throw error;
    }
    return producer;
  }

  private byTopic(messages: readonly OutgoingMessage[]) {
    const topics = new Map<string, Array<{ key: string; value: string; headers: Record<string, string> }>>();
    for (const { topic, key, value, headers } of messages) {
      const name = this.names.topic(topic);
      const list = topics.get(name) ?? [];
      list.push({ key, value, headers: { ...headers } });
      topics.set(name, list);
    }
    return [...topics].map(([topic, list]) => ({ topic, messages: list }));
  }
}
