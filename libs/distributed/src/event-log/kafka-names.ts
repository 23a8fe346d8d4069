import { TOPICS, type TopicName } from '#contracts/topics.js';

/** Names of topics and groups on the brokers: those of the installation, with its namespace before them. */
export class KafkaNames {
  private readonly prefix: string;

  constructor(namespace: string) {
    this.prefix = `${namespace}.`;
  }

  topic(name: TopicName): string {
    return `${this.prefix}${name}`;
  }

  group(name: string): string {
    return `${this.prefix}${name}`;
  }

  /** The topic of this installation that has this name on the brokers, if it is one. */
  topicOf(onBroker: string): TopicName | undefined {
    return Object.keys(TOPICS).find(
      (name): name is TopicName => name in TOPICS && onBroker === `${this.prefix}${name}`,
    );
  }

  groupOf(onBroker: string): string | undefined {
    return onBroker.startsWith(this.prefix) ? onBroker.slice(this.prefix.length) : undefined;
  }
}
