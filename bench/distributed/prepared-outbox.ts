import type { CloudEvent } from '#contracts/cloud-event.js';
import { ArticleStore, type OutboxEntry } from '#ports/article-store.port.js';

/** An article store whose outbox was filled before, in memory: carrying from it costs what the relay and the log cost. */
export class PreparedOutbox extends ArticleStore {
  /** Resolves when everything is settled. */
  readonly emptied: Promise<void>;
  private readonly entries: OutboxEntry[];
  private settled = 0;
  private end: () => void = () => undefined;

  constructor(events: readonly CloudEvent[]) {
    super();
    this.entries = events.map((event, index) => ({ position: String(index), event }));
    this.emptied = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  async outbox(limit: number): Promise<OutboxEntry[]> {
    return this.entries.slice(this.settled, this.settled + limit);
  }

  async settle(positions: readonly string[]): Promise<void> {
    this.settled += positions.length;
    if (this.settled === this.entries.length) this.end();
  }

  heads = notAsked;
  deliveries = notAsked;
  commit = notAsked;
  pending = notAsked;
  published = notAsked;
  versions = notAsked;
  waiting = notAsked;
  forgetDeliveries = notAsked;
}

function notAsked(): never {
  throw new Error('the relay asks for its outbox alone');
}
