import { Mailer, type MailMessage, type MailOutcome } from '#ports/mailer.port.js';
import { MessageSource } from './message-source.js';
import { OutcomeQueue } from './outcome-queue.js';
import { Pacing } from './pacing.js';
import { SendCall } from './send-call.js';
import type { DeliverySettings } from './smtp-delivery.js';
import { openSession, type SmtpSession } from './smtp-session.js';
import { SMTP_DEFAULTS, type SmtpSettings } from './smtp-settings.js';
import { smtpServerOf, type SmtpServer } from './smtp-url.js';

const AHEAD_PER_CONNECTION = 4;
const OUTCOMES_WAITING = 2_000;
const AWAY_MS = 2_000;

/** Mailer over SMTP (RFC 5321) with several pipelined connections, opened as there is work for them. */
export class SmtpMailer extends Mailer {
  private readonly server: SmtpServer;
  private readonly settings: DeliverySettings;
  private readonly calls = new Set<SendCall>();
  /** While the server cannot be reached nobody waits for another time-out: until when, and why. */
  private away: { readonly until: number; readonly reason: string } | undefined;

  /** `url`: `smtp://` or `smtps://`, with credentials where the server wants them. Throws PermanentError when it is none. */
  constructor(url: string, settings: Partial<SmtpSettings> = {}) {
    super();
    this.server = smtpServerOf(url);
    this.settings = { ...SMTP_DEFAULTS, ...settings, pacing: new Pacing() };
  }

  async *send(
    messages: AsyncIterable<MailMessage> | Iterable<MailMessage>,
    signal?: AbortSignal,
  ): AsyncGenerator<MailOutcome> {
    const { settings } = this;
    const source = new MessageSource(messages, settings.connections * AHEAD_PER_CONNECTION);
    const outcomes = new OutcomeQueue(OUTCOMES_WAITING);
    const call = new SendCall({ source, outcomes, settings, open: (stopped) => this.session(stopped) });
    const abort = (): void => call.stop();
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) abort();
    this.calls.add(call);
    try {
      call.start();
      yield* outcomes.read();
    } finally {
      outcomes.end();
      await call.end();
      this.calls.delete(call);
      signal?.removeEventListener('abort', abort);
    }
  }

  async close(): Promise<void> {
    const late = setTimeout(() => {
      for (const call of this.calls) call.stop();
    }, this.settings.stopGraceMs);
    await Promise.all([...this.calls].map((call) => call.end()));
    clearTimeout(late);
  }

  /** A new session, or the reason why there is none. */
  private async session(stopped: AbortSignal): Promise<SmtpSession | string> {
    if (this.away !== undefined && this.away.until > performance.now()) return this.away.reason;
    try {
      const session = await openSession(this.server, this.settings, stopped);
      this.away = undefined;
      return session;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!stopped.aborted) this.away = { until: performance.now() + AWAY_MS, reason };
      return reason;
    }
  }
}
