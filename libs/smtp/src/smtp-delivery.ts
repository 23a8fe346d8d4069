import type { MailOutcome } from '#ports/mailer.port.js';
import { stuffed } from './dot-stuffing.js';
import { Envelope } from './envelope.js';
import type { MessageSource, QueuedMessage } from './message-source.js';
import type { Pacing } from './pacing.js';
import type { SmtpSession } from './smtp-session.js';
import type { SmtpSettings } from './smtp-settings.js';

const MOST_FAILURES = 3;
const SERVICE_ENDS = 421;

/** How long the server may take, and how its envelopes are written. */
export interface DeliverySettings extends SmtpSettings {
  readonly pacing: Pacing;
}

interface InHand {
  readonly queued: QueuedMessage;
  readonly envelope: Envelope;
  /** Written whole, not command by command. */
  readonly together: boolean;
}

/**
 * Hands messages over one connection until there are none or the connection ends. With PIPELINING (RFC 2920) the next envelope goes out
 * with the message before it, so that a message costs one round trip, unless pacing finds that slower. Only the one message whose text is on the
 * wire can become `unknown` when the connection is lost; an envelope behind it is given back.
 */
export class SmtpDelivery {
  private handedOver = 0;
  private mustReset = false;
  private textIsOut = false;
  /** The message whose envelope went out behind the text that is on the wire. */
  private behind: InHand | undefined;
  /** When the first reply came of those that answer one write. */
  private answeredSince: number | undefined;
  private stopped = false;
  private grace: NodeJS.Timeout | undefined;

  constructor(
    private readonly session: SmtpSession,
    private readonly source: MessageSource,
    private readonly done: (outcome: MailOutcome) => Promise<void>,
    private readonly settings: DeliverySettings,
  ) {}

  /** Rejects with what ended the connection; every message that was in hand has its outcome or is given back. */
  async run(first: QueuedMessage): Promise<void> {
    let current = await this.begin(first);
    while (current !== undefined) {
      const accepted = await this.envelopeReplies(current);
      current = accepted ? await this.handOver(current) : await this.beginNext();
    }
    this.session.channel.write('QUIT\r\n');
    this.session.channel.socket.end();
  }

  /** Begins nothing any more; a text on the wire has a while for its answer. */
  stop(): void {
    this.stopped = true;
    const { channel } = this.session;
    if (this.behind !== undefined) this.source.giveBack(this.behind.queued);
    this.behind = undefined;
    if (!this.textIsOut) channel.destroy();
    else this.grace = setTimeout(() => channel.destroy(), this.settings.stopGraceMs);
  }

  private async beginNext(): Promise<InHand | undefined> {
    if (this.handedOver >= this.settings.messagesPerConnection) return undefined;
    const next = await this.source.take();
    return next === undefined ? undefined : this.begin(next);
  }

  /** Writes the envelope of the next message that can have one. */
  private async begin(first: QueuedMessage): Promise<InHand | undefined> {
    const inHand = await this.writable(first, () => this.source.take());
    if (inHand !== undefined) this.session.channel.write(...this.linesOf(inHand));
    return inHand;
  }

  private async writable(
    first: QueuedMessage | undefined,
    next: () => Promise<QueuedMessage | undefined> | QueuedMessage | undefined,
  ): Promise<InHand | undefined> {
    for (let queued = first; queued !== undefined; queued = await next()) {
      const unwritable = Envelope.unwritable(queued.message);
      if (unwritable === undefined) {
        const together = this.session.pipelining && this.settings.pacing.together && !this.mustReset;
        return { queued, envelope: new Envelope(queued.message, this.session), together };
      }
      await this.done(unwritable);
    }
    return undefined;
  }

  /** What is written at once: the whole envelope, or its first command where each must be answered first. */
  private linesOf({ envelope: { commands }, together }: InHand): string[] {
    return [...(this.mustReset ? ['RSET\r\n'] : []), ...(together ? commands : commands.slice(0, 1))];
  }

  /** True when the server waits for the text; else the message has its outcome. */
  private async envelopeReplies({ queued, envelope, together }: InHand): Promise<boolean> {
    const { channel } = this.session;
    const began = performance.now();
    try {
      if (this.mustReset) await channel.reply(this.settings.replyTimeoutMs);
      this.mustReset = false;
      let outcome: MailOutcome | undefined;
      for (const [index, command] of envelope.commands.entries()) {
        if (index > 0 && !together) {
          if (outcome !== undefined) break;
          channel.write(command);
        }
        const reply = await channel.reply(this.settings.replyTimeoutMs);
        this.answeredSince ??= performance.now();
        if (reply.code === SERVICE_ENDS) throw new Error(`421 ${reply.lines.join(' ')}`);
        if (index === 2 && outcome !== undefined && reply.code === 354) await this.endEmptyText();
        outcome ??= envelope.outcomeOf(index, reply);
      }
      this.notePace(together, began);
      if (outcome === undefined && this.stopped) throw new Error('stopped');
      if (outcome === undefined) return true;
      this.mustReset = true;
      await this.done(outcome);
      return false;
    } catch (error) {
      await this.notHandedOver(queued, error);
      throw error;
    }
  }

  private notePace(together: boolean, began: number): void {
    const now = performance.now();
    if (together) this.settings.pacing.sawGroup(now - (this.answeredSince ?? now));
    else if (this.session.pipelining) this.settings.pacing.sawSteps(now - began);
    this.answeredSince = undefined;
  }

  /** A server that asks for text although nobody gets it. */
  private async endEmptyText(): Promise<void> {
    this.session.channel.write('.\r\n');
    await this.session.channel.reply(this.settings.finalTimeoutMs);
  }

  /** Writes the text and, where it may, the next envelope behind it; answers what is then in hand. */
  private async handOver({ queued, envelope }: InHand): Promise<InHand | undefined> {
    const { channel, pipelining } = this.session;
    this.handedOver += 1;
    const follows =
      pipelining && this.settings.pacing.together && this.handedOver < this.settings.messagesPerConnection;
    const take = (): QueuedMessage | undefined => this.source.tryTake();
    const next = follows ? await this.writable(take(), take) : undefined;
    this.textIsOut = true;
    this.behind = next;
    channel.write(...stuffed(queued.message.raw), ...(next === undefined ? [] : this.linesOf(next)));
    try {
      const final = await channel.reply(this.settings.finalTimeoutMs);
      if (next !== undefined) this.answeredSince = performance.now();
      await this.done(envelope.finalOutcomeOf(final));
    } catch (error) {
      await this.done({ id: queued.message.id, state: 'unknown', reply: reasonOf(error) });
      if (this.behind !== undefined) await this.notHandedOver(this.behind.queued, error);
      throw error;
    } finally {
      this.textIsOut = false;
      clearTimeout(this.grace);
    }
    if (this.stopped) throw new Error('stopped');
    this.behind = undefined;
    return next ?? this.beginNext();
  }

  private async notHandedOver(queued: QueuedMessage, error: unknown): Promise<void> {
    if (this.stopped || queued.failures + 1 < MOST_FAILURES) this.source.giveBack(queued);
    else await this.done({ id: queued.message.id, state: 'deferred', reply: reasonOf(error) });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
