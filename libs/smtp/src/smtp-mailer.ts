import { Mailer, type MailMessage, type MailOutcome } from '#ports/mailer.port.js';
import { MessageSource, type QueuedMessage } from './message-source.js';
import { OutcomeQueue } from './outcome-queue.js';
import { SmtpDelivery } from './smtp-delivery.js';
import { openSession } from './smtp-session.js';
import { SMTP_DEFAULTS, type SmtpSettings } from './smtp-settings.js';
import { smtpServerOf, type SmtpServer } from './smtp-url.js';

const AHEAD_PER_CONNECTION = 4;
const OUTCOMES_WAITING = 2_000;
const AWAY_MS = 2_000;

/** Mailer over SMTP (RFC 5321) with several pipelined connections, opened as there is work for them. */
export class SmtpMailer extends Mailer {
  private readonly server: SmtpServer;
  private readonly settings: SmtpSettings;
  private readonly sources = new Set<MessageSource>();
  private readonly working = new Set<Promise<void>>();
  /** While the server cannot be reached nobody waits for another time-out: until when, and why. */
  private away: { readonly until: number; readonly reason: string } | undefined;

  /** `url`: `smtp://` or `smtps://`, with credentials where the server wants them. Throws PermanentError when it is none. */
  constructor(url: string, settings: Partial<SmtpSettings> = {}) {
    super();
    this.server = smtpServerOf(url);
    this.settings = { ...SMTP_DEFAULTS, ...settings };
  }

  async *send(messages: AsyncIterable<MailMessage> | Iterable<MailMessage>): AsyncGenerator<MailOutcome> {
    const { connections } = this.settings;
    const source = new MessageSource(messages, connections * AHEAD_PER_CONNECTION);
    const outcomes = new OutcomeQueue(OUTCOMES_WAITING);
    this.sources.add(source);
    const work = Promise.all(Array.from({ length: connections }, () => this.work(source, outcomes)))
      .then(() => {
        source.check();
        outcomes.end();
      })
      .catch((error: unknown) => outcomes.end({ error }));
    this.working.add(work);
    try {
      yield* outcomes.read();
    } finally {
      outcomes.end();
      await source.end();
      await work;
      this.sources.delete(source);
      this.working.delete(work);
    }
  }

  /** Takes no more messages and waits for those in hand. */
  async close(): Promise<void> {
    await Promise.all([...this.sources].map((source) => source.end()));
    await Promise.all(this.working);
  }

  /** One connection after another until there are no more messages. */
  private async work(source: MessageSource, outcomes: OutcomeQueue): Promise<void> {
    const done = (outcome: MailOutcome): Promise<void> => outcomes.push(outcome);
    for (let first = await source.take(); first !== undefined; first = await source.take()) {
      await this.deliver(first, source, done);
    }
  }

  private async deliver(
    first: QueuedMessage,
    source: MessageSource,
    done: (outcome: MailOutcome) => Promise<void>,
  ): Promise<void> {
    const session = await this.session();
    if (typeof session === 'string') {
      await done({ id: first.message.id, state: 'deferred', reply: session });
      return;
    }
    try {
      await new SmtpDelivery(session, source, done, this.settings).run(first);
    } catch {
      // Each message in hand has its outcome or is with the source again; the next one opens a new connection.
      session.channel.destroy();
    }
  }

  /** A new session, or the reason why there is none. */
  private async session() {
    if (this.away !== undefined && this.away.until > performance.now()) return this.away.reason;
    try {
      const session = await openSession(this.server, this.settings);
      this.away = undefined;
      return session;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.away = { until: performance.now() + AWAY_MS, reason };
      return reason;
    }
  }
}
