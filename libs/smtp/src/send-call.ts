import type { MailOutcome } from '#ports/mailer.port.js';
import type { MessageSource, QueuedMessage } from './message-source.js';
import type { OutcomeQueue } from './outcome-queue.js';
import { SmtpDelivery, type DeliverySettings } from './smtp-delivery.js';
import type { SmtpSession } from './smtp-session.js';

const STOPPED = 'stopped before it was begun';

export interface SendCallParts {
  readonly source: MessageSource;
  readonly outcomes: OutcomeQueue;
  readonly settings: DeliverySettings;
  /** A new session, or the reason why there is none. */
  open(stopped: AbortSignal): Promise<SmtpSession | string>;
}

/** One call of `send`: its connections, from the first message to the last outcome. */
export class SendCall {
  private readonly deliveries = new Set<SmtpDelivery>();
  private readonly stopping = new AbortController();
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly parts: SendCallParts) {}

  start(): void {
    const { settings, outcomes } = this.parts;
    const connections = Array.from({ length: settings.connections }, () => this.connection());
    this.work = Promise.all(connections)
      .then(() => this.finish())
      .catch((error: unknown) => outcomes.end({ error }));
  }

  /** Begins nothing any more; what is not on the wire is deferred at once. */
  stop(): void {
    if (this.stopping.signal.aborted) return;
    this.stopping.abort();
    this.parts.source.stop();
    for (const delivery of this.deliveries) delivery.stop();
    void this.deferLeftovers();
  }

  /** Takes no more messages and waits for those in hand. */
  async end(): Promise<void> {
    await this.parts.source.end();
    await this.work;
  }

  private async finish(): Promise<void> {
    const { source, outcomes } = this.parts;
    if (this.stopping.signal.aborted) await source.end();
    await this.deferLeftovers();
    source.check();
    outcomes.end();
  }

  private async deferLeftovers(): Promise<void> {
    const { source, outcomes } = this.parts;
    for (const { message } of source.leftovers()) {
      await outcomes.push({ id: message.id, state: 'deferred', reply: STOPPED });
    }
  }

  /** One session after another until there are no more messages. */
  private async connection(): Promise<void> {
    const { source } = this.parts;
    for (let first = await source.take(); first !== undefined; first = await source.take()) await this.deliver(first);
  }

  private async deliver(first: QueuedMessage): Promise<void> {
    const { source, settings, outcomes } = this.parts;
    const done = (outcome: MailOutcome): Promise<void> => outcomes.push(outcome);
    const session = await this.parts.open(this.stopping.signal);
    if (typeof session === 'string') {
      await done({ id: first.message.id, state: 'deferred', reply: session });
      return;
    }
    const delivery = new SmtpDelivery(session, source, done, settings);
    this.deliveries.add(delivery);
    if (this.stopping.signal.aborted) delivery.stop();
    try {
      await delivery.run(first);
    } catch {
      // Each message in hand has its outcome or is with the source again; the next one opens a new connection.
      session.channel.destroy();
    } finally {
      this.deliveries.delete(delivery);
    }
  }
}
