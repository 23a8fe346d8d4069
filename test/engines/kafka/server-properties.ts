/** A place in a cluster of which node 1 is the controller. */
export interface KafkaNode {
  readonly id: number;
  readonly port: number;
  readonly controllerPort: number;
  readonly dataFolder: string;
}

/** The settings of a broker; that of node 1 is the controller at once. */
export function serverProperties({ id, port, controllerPort, dataFolder }: KafkaNode): string {
  const broker = `PLAINTEXT://127.0.0.1:${port}`;
  const settings = {
    'process.roles': id === 1 ? 'broker,controller' : 'broker',
    'node.id': id,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: id === 1 ? `${broker},CONTROLLER://127.0.0.1:${controllerPort}` : broker,
    'advertised.listeners': broker,
    'log.dirs': dataFolder,
    'auto.create.topics.enable': false,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 3,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'log.index.size.max.bytes': 262_144,
    // So that specs need not wait: members are given partitions at once, and short sessions are allowed.
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1_000,
    // So that a broker that was killed is taken back soon.
    'broker.heartbeat.interval.ms': 300,
    'broker.session.timeout.ms': 1_500,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
