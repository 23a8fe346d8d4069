import type { CloudEvent } from '#contracts/cloud-event.js';
import type { TopicName } from '#contracts/topics.js';
import type { Clock } from '#ports/clock.port.js';
import type { Database } from '../database.js';
import { fileFailure, isOfTheFile } from '../file-error.js';

interface PendingAppend {
  readonly events: readonly CloudEvent[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Collects the appends of one turn of the event loop into one durable commit; one that fails does so alone. */
export class AppendGroup {
  private pending: PendingAppend[] = [];
  private flushing: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly appended: (topics: ReadonlySet<TopicName>) => void,
  ) {}

  add(events: readonly CloudEvent[]): Promise<void> {
    if (events.length === 0) return Promise.resolve();
    return new Promise((done, failed) => {
      this.pending.push({ events, done, failed });
      this.flushing ??= new Promise((flushed) => {
        setImmediate(() => {
          this.flushing = undefined;
          this.flush();
          flushed();
        });
      });
    });
  }

  /** Resolves when nothing waits. */
  async settled(): Promise<void> {
    await this.flushing;
  }

  private flush(): void {
    const group = this.pending;
    this.pending = [];
    this.write(group);
  }

  private write(group: readonly PendingAppend[]): void {
    const topics = new Set<TopicName>();
    try {
      this.database.transaction(() => {
        for (const { events } of group) for (const event of events) topics.add(this.insert(event));
      });
    } catch (error) {
      if (group.length > 1 && !isOfTheFile(error)) {
        for (const one of group) this.write([one]);
        return;
      }
      for (const { failed } of group) failed(fileFailure('the event log cannot be written now', error));
      return;
    }
    for (const { done } of group) done();
    this.appended(topics);
  }

  private insert({ topic, data, ...attributes }: CloudEvent): TopicName {
    this.database.run(
      'INSERT INTO log_events (topic, key, attributes, value, appended_at) VALUES (?, ?, ?, ?, ?)',
      topic,
      attributes.subject,
      JSON.stringify(attributes),
      JSON.stringify(data),
      this.clock.now().getTime(),
    );
    return topic;
  }
}
