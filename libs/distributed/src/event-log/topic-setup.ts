import { TOPICS, type TopicName } from '#contracts/topics.js';
import type { BrokerLink } from './broker-link.js';
import type { TopicLayout } from './kafka-event-log-options.js';
import type { KafkaNames } from './kafka-names.js';

const DAY_MS = 86_400_000;
const LARGEST_MESSAGE = 10_000_000;
/** The topics that grow with the number of articles. */
const PER_ARTICLE: ReadonlySet<TopicName> = new Set(['articles', 'stages']);

/** Makes the topics, each before its first use; one that exists stays as it is. */
export class TopicSetup {
  private readonly made = new Map<TopicName, Promise<void>>();

  constructor(
    private readonly link: BrokerLink,
    private readonly names: KafkaNames,
    private readonly layout: TopicLayout = {},
  ) {}

  async ensure(topics: Iterable<TopicName>): Promise<void> {
    await Promise.all([...new Set(topics)].map((topic) => this.ensureOne(topic)));
  }

  private ensureOne(topic: TopicName): Promise<void> {
    const making = this.made.get(topic) ?? this.make(topic);
    this.made.set(topic, making);
    return making;
  }

  private async make(topic: TopicName): Promise<void> {
    const { replicationFactor, partitions, retentionDays } = this.layout;
    const own = PER_ARTICLE.has(topic) ? { partitions, retentionDays } : {};
    try {
      await this.link.use(`topic ${topic} cannot be made`, ({ admin }) =>
        admin.createTopics({
          topics: [
            {
              topic: this.names.topic(topic),
              numPartitions: own.partitions ?? TOPICS[topic].partitions,
              ...(replicationFactor === undefined ? {} : { replicationFactor }),
              configEntries: settings(topic, own.retentionDays ?? TOPICS[topic].retentionDays),
            },
          ],
        }),
      );
    } catch (error) {
      this.made.delete(topic);
      throw error;
    }
  }
}

/** A compacted topic keeps every event for its retention, and the newest of every key for ever. */
function settings(topic: TopicName, retentionDays: number): Array<{ name: string; value: string }> {
  const { compacted } = TOPICS[topic];
  const kept = String(retentionDays * DAY_MS);
  const values = {
    ...(compacted
      ? { 'cleanup.policy': 'compact', 'min.compaction.lag.ms': kept }
      : { 'cleanup.policy': 'delete', 'retention.ms': kept }),
    'message.timestamp.type': 'LogAppendTime',
    'max.message.bytes': String(LARGEST_MESSAGE),
  };
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
