import kafkajs, { type Admin, type Cluster } from 'kafkajs';
import { setTimeout as wait } from 'node:timers/promises';
import type { KafkaClients } from './kafka-client.js';
import { brokerFailure } from './kafka-errors.js';

/** A topic that was just made is not known to every broker at once. */
const TRIES = 3;
const AGAIN_MS = 200;

/** Ways to ask the brokers outside of any group. */
export interface OpenLink {
  readonly admin: Admin;
  /** Fetches records and offsets; kafkajs gives it to partition assigners alone. */
  readonly cluster: Cluster;
}

/** A connection to the brokers that is opened when it is needed, and anew after a failure. */
export class BrokerLink {
  private opened: Promise<OpenLink> | undefined;

  constructor(private readonly clients: KafkaClients) {}

  /** `work` may run more than once; rejects with a TransientError when the brokers are away. */
  async use<Result>(what: string, work: (link: OpenLink) => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      const opened = (this.opened ??= this.open());
      const link = await opened.catch((error: unknown) => this.fail(opened, what, error));
      try {
        return await work(link);
      } catch (error) {
        if (tries === TRIES) await this.fail(opened, what, error);
        await this.forget(opened);
      }
      await wait(AGAIN_MS);
    }
  }

  async close(): Promise<void> {
    if (this.opened !== undefined) await this.forget(this.opened);
  }

  private async fail(opened: Promise<OpenLink>, what: string, error: unknown): Promise<never> {
    await this.forget(opened);
    throw brokerFailure(what, error);
  }

  private async forget(opened: Promise<OpenLink>): Promise<void> {
    if (this.opened === opened) this.opened = undefined;
    await opened.then(disconnected, () => undefined);
  }

  private async open(): Promise<OpenLink> {
    const client = this.clients.create();
    const admin = client.admin();
    const cluster = clusterOf((partitionAssigners) => client.consumer({ groupId: 'none', partitionAssigners }));
    try {
      await Promise.all([admin.connect(), cluster.connect()]);
    } catch (error) {
      await disconnected({ admin, cluster });
      throw error;
    }
    return { admin, cluster };
  }
}

function clusterOf(consumer: (assigners: [kafkajs.PartitionAssigner]) => unknown): Cluster {
  let found: Cluster | undefined;
  consumer([
    (config) => {
      found = config.cluster;
      return kafkajs.PartitionAssigners.roundRobin(config);
    },
  ]);
  if (found === undefined) throw new Error('kafkajs made a consumer without its partition assigner');
  return found;
}

async function disconnected({ admin, cluster }: OpenLink): Promise<void> {
  await Promise.allSettled([admin.disconnect(), cluster.disconnect()]);
}
