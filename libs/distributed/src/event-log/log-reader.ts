import type { LogRange, LogRecord } from '#ports/event-log.port.js';
import kafkajs, { type Cluster } from 'kafkajs';
import type { BrokerLink } from './broker-link.js';
import { recordOf } from './event-message.js';
import { fetchMessages, offsetsOf } from './fetched-records.js';
import type { KafkaNames } from './kafka-names.js';

const FETCH_BYTES = 1_048_576;

interface PartitionRange {
  readonly partition: number;
  readonly begin: number;
  readonly end: number;
}

/** Reads ranges outside of any group: partition after partition, each in order; a key has one partition. */
export class LogReader {
  private readonly partitionOf = kafkajs.Partitioners.DefaultPartitioner();

  constructor(
    private readonly link: BrokerLink,
    private readonly names: KafkaNames,
  ) {}

  read(range: LogRange): Promise<LogRecord[]> {
    return this.link.use('the event log cannot be read', async ({ cluster }) => {
      await cluster.addMultipleTargetTopics([this.names.topic(range.topic)]);
      const records: LogRecord[] = [];
      for (const part of await this.parts(cluster, range)) {
        await this.readPart(cluster, range, part, records);
        if (records.length >= range.limit) break;
      }
      return records;
    });
  }

  /** What of each partition is in the range now. */
  private async parts(cluster: Cluster, { topic, key, from, to, after }: LogRange): Promise<PartitionRange[]> {
    const name = this.names.topic(topic);
    const [lows, highs, begins, ends] = await Promise.all([
      offsetsOf(cluster, name, { fromBeginning: true }),
      offsetsOf(cluster, name, { fromBeginning: false }),
      from === undefined ? undefined : offsetsOf(cluster, name, { fromTimestamp: from.getTime() }),
      to === undefined ? undefined : offsetsOf(cluster, name, { fromTimestamp: to.getTime() }),
    ]);
    const only = key === undefined ? undefined : this.partitionOfKey(cluster, name, key);
    const parts = [...highs].map(([partition, high]) => {
      const low = lows.get(partition) ?? 0;
      const earliest = after?.partition === partition ? Math.max(low, after.offset + 1) : low;
      return {
        partition,
        begin: Math.max(earliest, known(begins?.get(partition), begins === undefined ? low : high)),
        end: known(ends?.get(partition), high),
      };
    });
    return parts
      .filter(({ partition }) => only === undefined || partition === only)
      .filter(({ partition }) => after === undefined || partition >= after.partition)
      .sort((a, b) => a.partition - b.partition);
  }

  private async readPart(cluster: Cluster, range: LogRange, part: PartitionRange, into: LogRecord[]): Promise<void> {
    const topic = this.names.topic(range.topic);
    let offset = part.begin;
    while (offset < part.end && into.length < range.limit) {
      const messages = await fetchMessages(cluster, { topic, partition: part.partition, offset }, FETCH_BYTES);
      if (messages.length === 0) return;
      for (const message of messages) {
        offset = Number(message.offset) + 1;
        if (offset > part.end || into.length >= range.limit) return;
        const record = recordOf(range.topic, part.partition, message);
        if (range.key === undefined || record.key === range.key) into.push(record);
      }
    }
  }

  private partitionOfKey(cluster: Cluster, topic: string, key: string): number {
    const partitionMetadata = cluster.findTopicPartitionMetadata(topic);
    return this.partitionOf({ topic, partitionMetadata, message: { key, value: null } });
  }
}

/** The brokers answer -1 when no record is so late. */
function known(offset: number | undefined, otherwise: number): number {
  return offset === undefined || offset < 0 ? otherwise : offset;
}
