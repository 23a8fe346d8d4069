import type { MailMessage } from '#ports/mailer.port.js';

/** A message with how many connections failed before it could be handed over. */
export interface QueuedMessage {
  readonly message: MailMessage;
  readonly failures: number;
}

/** Deals the messages of one call out to the connections, one ahead so that a waiting server never waits for the caller. */
export class MessageSource {
  private readonly iterator: AsyncIterator<MailMessage> | Iterator<MailMessage>;
  private readonly returned: QueuedMessage[] = [];
  private readonly ahead: QueuedMessage[] = [];
  private reading: Promise<void> | undefined;
  private ended = false;
  private failure: { readonly error: unknown } | undefined;

  constructor(
    messages: AsyncIterable<MailMessage> | Iterable<MailMessage>,
    /** How many are read ahead of the connections. */
    private readonly room: number,
  ) {
    this.iterator = Symbol.asyncIterator in messages ? messages[Symbol.asyncIterator]() : messages[Symbol.iterator]();
  }

  /** One that is at hand, without waiting. */
  tryTake(): QueuedMessage | undefined {
    const taken = this.returned.shift() ?? this.ahead.shift();
    if (this.ahead.length < this.room) this.read();
    return taken;
  }

  /** Waits for one; undefined when there are no more. */
  async take(): Promise<QueuedMessage | undefined> {
    for (;;) {
      const taken = this.tryTake();
      if (taken !== undefined) return taken;
      if (this.reading === undefined) return undefined;
      await this.reading;
    }
  }

  /** For a message that a lost connection surely did not hand over. */
  giveBack({ message, failures }: QueuedMessage): void {
    this.returned.push({ message, failures: failures + 1 });
  }

  /** Takes no more from the caller. */
  async end(): Promise<void> {
    if (!this.ended) await this.iterator.return?.();
    this.ended = true;
  }

  /** Throws what the caller's messages threw. */
  check(): void {
    if (this.failure !== undefined) throw this.failure.error;
  }

  private read(): void {
    if (this.ended) return;
    this.reading ??= this.readOne().finally(() => {
      this.reading = undefined;
      if (this.ahead.length < this.room) this.read();
    });
  }

  private async readOne(): Promise<void> {
    try {
      const { done, value } = await this.iterator.next();
      if (done === true) this.ended = true;
      else this.ahead.push({ message: value, failures: 0 });
    } catch (error) {
      this.ended = true;
      this.failure = { error };
    }
  }
}
