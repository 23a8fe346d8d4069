import type { CloudEvent } from '#contracts/cloud-event.js';
import {
  EventLog,
  type ConsumerLag,
  type LogRange,
  type LogRecord,
  type LogSubscription,
} from '#ports/event-log.port.js';
import { AppendQueue } from './append-queue.js';
import { BrokerLink } from './broker-link.js';
import { messageOf, type OutgoingMessage } from './event-message.js';
import { GroupMember } from './group-member.js';
import type { MemberTools } from './group-session.js';
import { IdempotentSender } from './idempotent-sender.js';
import { KafkaClients } from './kafka-client.js';
import { KAFKA_TIMING, type KafkaEventLogOptions } from './kafka-event-log-options.js';
import { KafkaNames } from './kafka-names.js';
import { LagReport } from './lag-report.js';
import { LogReader } from './log-reader.js';
import { TopicSetup } from './topic-setup.js';

/**
 * EventLog on Kafka: a topic of partitions per topic of the port, keyed by the subject, in CloudEvents binary mode. Nothing
 * needs the brokers to be there at the start; whatever they are needed for waits for them or fails in time.
 */
export class KafkaEventLog extends EventLog {
  private readonly link: BrokerLink;
  private readonly topics: TopicSetup;
  private readonly sender: IdempotentSender;
  private readonly appends: AppendQueue;
  private readonly reader: LogReader;
  private readonly report: LagReport;
  private readonly tools: MemberTools;
  private readonly members = new Set<GroupMember>();

  constructor(options: KafkaEventLogOptions) {
    super();
    const timing = { ...KAFKA_TIMING, ...options.timing };
    const now = (): Date => options.clock.now();
    const clients = new KafkaClients(options, timing);
    const names = new KafkaNames(options.namespace);
    this.link = new BrokerLink(clients);
    this.topics = new TopicSetup(this.link, names, options.layout);
    this.sender = new IdempotentSender(clients, names);
    this.appends = new AppendQueue((messages) => this.send(messages), timing.appendWithinMs);
    this.reader = new LogReader(this.link, names);
    this.report = new LagReport(this.link, names, now);
    const ensure: MemberTools['ensure'] = (topics) => this.topics.ensure(topics);
    this.tools = { clients, names, timing, now, ensure, trouble: options.trouble ?? (() => undefined) };
  }

  append(events: readonly CloudEvent[]): Promise<void> {
    return this.appends.add(events.map(messageOf));
  }

  async subscribe(subscription: LogSubscription): Promise<() => Promise<void>> {
    const member = new GroupMember(subscription, this.tools);
    this.members.add(member);
    member.start();
    return async () => {
      await member.stop();
      this.members.delete(member);
    };
  }

  async read(range: LogRange): Promise<LogRecord[]> {
    await this.topics.ensure([range.topic]);
    return this.reader.read(range);
  }

  async lag(): Promise<ConsumerLag[]> {
    const members = [...this.members];
    await this.topics.ensure(members.flatMap(({ topics }) => topics));
    return this.report.make(members);
  }

  /** Resolves when a broker answers now. */
  async probe(): Promise<void> {
    await this.link.use('the brokers do not answer', ({ admin }) => admin.describeCluster());
  }

  async close(): Promise<void> {
    await Promise.all([...this.members].map((member) => member.stop()));
    this.members.clear();
    await this.appends.settled();
    await Promise.all([this.sender.close(), this.link.close()]);
  }

  private async send(messages: readonly OutgoingMessage[]): Promise<void> {
    await this.topics.ensure(messages.map(({ topic }) => topic));
    await this.sender.send(messages);
  }
}
