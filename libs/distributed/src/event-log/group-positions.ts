import kafkajs, { type GroupDescription } from 'kafkajs';
import type { TopicName } from '#contracts/topics.js';
import type { OpenLink } from './broker-link.js';
import { noteOf, type CommitNote } from './commit-note.js';
import type { KafkaNames } from './kafka-names.js';

/** What the brokers know of one group and one topic. */
export interface GroupPositions {
  readonly group: string;
  readonly topic: TopicName;
  /** False when no process is a member. */
  readonly attended: boolean;
  /** By partition; partitions without a commit are missing. */
  readonly committed: ReadonlyMap<number, { readonly offset: number; readonly note: CommitNote }>;
}

/** The positions of every group of the installation that has committed or has members; `subscribed` are there in any case. */
export async function groupPositions(
  { admin }: OpenLink,
  names: KafkaNames,
  subscribed: ReadonlyArray<{ readonly group: string; readonly topic: TopicName }>,
): Promise<GroupPositions[]> {
  const { groups } = await admin.listGroups();
  const listed = groups.map(({ groupId }) => groupId).filter((id) => names.groupOf(id) !== undefined);
  const described = listed.length === 0 ? [] : (await admin.describeGroups(listed)).groups;
  const found = await Promise.all(described.map((group) => positionsOf(group, admin, names)));
  const all = new Map(found.flat().map((one) => [`${one.group} ${one.topic}`, one]));
  for (const { group, topic } of subscribed) {
    const key = `${group} ${topic}`;
    if (!all.has(key)) all.set(key, { group, topic, attended: true, committed: new Map() });
  }
  return [...all.values()].sort((a, b) => a.group.localeCompare(b.group) || a.topic.localeCompare(b.topic));
}

async function positionsOf(
  description: GroupDescription,
  admin: OpenLink['admin'],
  names: KafkaNames,
): Promise<GroupPositions[]> {
  const group = names.groupOf(description.groupId) ?? '';
  const positions = new Map<TopicName, GroupPositions>();
  const attended = description.members.length > 0;
  for (const topic of topicsOfMembers(description, names)) {
    positions.set(topic, { group, topic, attended, committed: new Map() });
  }
  for (const { topic: name, partitions } of await admin.fetchOffsets({ groupId: description.groupId })) {
    const topic = names.topicOf(name);
    if (topic === undefined) continue;
    const committed = partitions
      .map(
        ({ partition, offset, metadata }) => [partition, { offset: Number(offset), note: noteOf(metadata) }] as const,
      )
      .filter(([, { offset }]) => offset >= 0);
    positions.set(topic, { group, topic, attended, committed: new Map(committed) });
  }
  return [...positions.values()];
}

/** What members subscribed to; the brokers do not say it while a group shares its partitions out anew. */
function topicsOfMembers({ members }: GroupDescription, names: KafkaNames): TopicName[] {
  return members.flatMap(({ memberMetadata }) => {
    if (memberMetadata.length === 0) return [];
    const subscribed = kafkajs.AssignerProtocol.MemberMetadata.decode(memberMetadata)?.topics ?? [];
    return subscribed.flatMap((name) => names.topicOf(name) ?? []);
  });
}
