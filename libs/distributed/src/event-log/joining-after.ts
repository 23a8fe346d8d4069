import kafkajs, { type PartitionAssigner } from 'kafkajs';

/**
 * An assigner whose member joins its group, at first and after every change of members, when `ready` has resolved. kafkajs
 * asks who coordinates the group right before it joins and at no other time, and does not wait for batches in hand.
 */
export function joiningAfter(ready: () => Promise<void>): PartitionAssigner {
  return (config) => {
    const { cluster } = config;
    const find = cluster.findGroupCoordinator.bind(cluster);
    cluster.findGroupCoordinator = async (group) => {
      await ready();
      return find(group);
    };
    return kafkajs.PartitionAssigners.roundRobin(config);
  };
}
