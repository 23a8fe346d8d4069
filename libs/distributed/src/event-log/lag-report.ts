import type { TopicName } from '#contracts/topics.js';
import type { ConsumerLag } from '#ports/event-log.port.js';
import type { Cluster } from 'kafkajs';
import type { BrokerLink } from './broker-link.js';
import { fetchMessages, offsetsOf } from './fetched-records.js';
import type { GroupMember, HeldPartition } from './group-member.js';
import { groupPositions, type GroupPositions } from './group-positions.js';
import type { KafkaNames } from './kafka-names.js';

interface Ends {
  readonly first: ReadonlyMap<number, number>;
  readonly next: ReadonlyMap<number, number>;
}

/**
 * How far the groups are behind. A compacted topic has gaps, so the number of its records that wait is at most what is said
 * here, and 0 exactly when none waits.
 */
export class LagReport {
  /** When the first record was appended that a group has not committed in a partition; kept while that does not change. */
  private readonly times = new Map<string, { readonly offset: number; readonly at: number }>();

  constructor(
    private readonly link: BrokerLink,
    private readonly names: KafkaNames,
    private readonly now: () => Date,
  ) {}

  make(members: readonly GroupMember[]): Promise<ConsumerLag[]> {
    const subscribed = members.flatMap(({ group, topics }) => topics.map((topic) => ({ group, topic })));
    return this.link.use('the positions of the groups cannot be read', async (link) => {
      const groups = await groupPositions(link, this.names, subscribed);
      const ends = await this.ends(link.cluster, new Set(groups.map(({ topic }) => topic)));
      return Promise.all(groups.map((group) => this.lagOf(link.cluster, group, ends, members)));
    });
  }

  private async ends(cluster: Cluster, topics: ReadonlySet<TopicName>): Promise<Map<TopicName, Ends>> {
    await cluster.addMultipleTargetTopics([...topics].map((topic) => this.names.topic(topic)));
    const found = await Promise.all(
      [...topics].map(async (topic) => {
        const name = this.names.topic(topic);
        const [first, next] = await Promise.all([
          offsetsOf(cluster, name, { fromBeginning: true }),
          offsetsOf(cluster, name, { fromBeginning: false }),
        ]);
        return [topic, { first, next }] as const;
      }),
    );
    return new Map(found);
  }

  private async lagOf(
    cluster: Cluster,
    positions: GroupPositions,
    ends: ReadonlyMap<TopicName, Ends>,
    members: readonly GroupMember[],
  ): Promise<ConsumerLag> {
    const { group, topic, committed } = positions;
    const { first, next } = ends.get(topic) ?? { first: new Map(), next: new Map() };
    const behind = [...next]
      .map(([partition, end]) => {
        const offset = Math.max(committed.get(partition)?.offset ?? 0, first.get(partition) ?? 0);
        return { partition, offset, count: Math.max(0, end - offset) };
      })
      .filter(({ count }) => count > 0);
    const times = await Promise.all(behind.map((place) => this.timeAt(cluster, positions, place)));
    const oldest = Math.min(...times.flatMap((time) => time ?? []));
    return {
      group,
      topic,
      lag: behind.reduce((sum, { count }) => sum + count, 0),
      oldestAgeSeconds: Number.isFinite(oldest) ? Math.max(0, (this.now().getTime() - oldest) / 1_000) : 0,
      ...stateOf(
        positions,
        members.filter((member) => member.group === group).flatMap((member) => member.held()),
      ),
    };
  }

  private async timeAt(
    cluster: Cluster,
    { group, topic }: GroupPositions,
    { partition, offset }: { readonly partition: number; readonly offset: number },
  ): Promise<number | undefined> {
    const key = `${group} ${topic} ${partition}`;
    const known = this.times.get(key);
    if (known?.offset === offset) return known.at;
    const [message] = await fetchMessages(cluster, { topic: this.names.topic(topic), partition, offset }, 1);
    if (message === undefined) return undefined;
    const at = Number(message.timestamp);
    this.times.set(key, { offset, at });
    return at;
  }
}

/** Of partitions held here what is known here counts, of others what was committed with their position. */
function stateOf(
  { topic, committed, attended }: GroupPositions,
  members: readonly HeldPartition[],
): Pick<ConsumerLag, 'paused' | 'reason' | 'lastCommitAt'> {
  const held = new Map(members.filter((one) => one.topic === topic).map((one) => [one.partition, one]));
  const elsewhere = attended ? [...committed].filter(([partition]) => !held.has(partition)) : [];
  const reasons = [
    ...[...held.values()].map(({ pausedBecause }) => pausedBecause),
    ...elsewhere.map(([, { note }]) => note.paused),
  ];
  const reason = reasons.find((text) => text !== undefined);
  const commits = [
    ...[...held.values()].flatMap(({ lastCommitAt }) => lastCommitAt?.getTime() ?? []),
    ...[...committed.values()].flatMap(({ note }) =>
      note.committedAt === undefined ? [] : Date.parse(note.committedAt),
    ),
  ];
  return {
    paused: reason !== undefined,
    ...(reason === undefined ? {} : { reason }),
    ...(commits.length === 0 ? {} : { lastCommitAt: new Date(Math.max(...commits)) }),
  };
}
