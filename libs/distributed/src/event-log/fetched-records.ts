import type { Cluster } from 'kafkajs';
import type { StoredMessage } from './event-message.js';

/** Where to read: one partition of a topic by its name on the brokers. */
export interface FetchPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

interface FetchResponse {
  readonly responses: ReadonlyArray<{
    readonly partitions: ReadonlyArray<{
      readonly messages: ReadonlyArray<StoredMessage & { isControlRecord?: boolean }>;
    }>;
  }>;
}

/**
 * The messages from an offset on that the leader gives at once, at least one batch if there is any; those before the offset
 * that share its batch are left out.
 */
export async function fetchMessages(cluster: Cluster, place: FetchPlace, maxBytes: number): Promise<StoredMessage[]> {
  const { topic, partition, offset } = place;
  const [leader] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]));
  if (leader === undefined) throw new Error(`${topic} ${partition} has no leader`);
  const broker = await cluster.findBroker({ nodeId: leader });
  const response: FetchResponse = await broker.fetch({
    maxWaitTime: 0,
    minBytes: 0,
    maxBytes,
    topics: [{ topic, partitions: [{ partition, fetchOffset: String(offset), maxBytes }] }],
  });
  return response.responses
    .flatMap(({ partitions }) => partitions.flatMap(({ messages }) => messages))
    .filter((message) => Number(message.offset) >= offset && message.isControlRecord !== true);
}

/** Offsets by partition number: the first kept, the one after the last, or the first appended at a time or later. */
export async function offsetsOf(
  cluster: Cluster,
  topic: string,
  at: { readonly fromBeginning: boolean } | { readonly fromTimestamp: number },
): Promise<Map<number, number>> {
  const partitions = cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => ({ partition: partitionId }));
  const found = await cluster.fetchTopicsOffset([{ topic, partitions, ...at }]);
  return new Map(
    found.flatMap((one) => one.partitions.map(({ partition, offset }) => [partition, Number(offset)] as const)),
  );
}
