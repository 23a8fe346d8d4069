import type { MailMessage } from '#ports/mailer.port.js';

/** A message with how many connections failed before it could be handed over. */
export interface QueuedMessage {
  readonly message: MailMessage;
  readonly failures: number;
}

/** Deals the messages of one call out to the connections, some ahead so that a waiting server never waits for the caller. */
export class MessageSource {
  private readonly iterator: AsyncIterator<MailMessage> | Iterator<MailMessage>;
  private readonly returned: QueuedMessage[] = [];
  private readonly ahead: QueuedMessage[] = [];
  private waiting: Array<() => void> = [];
  private reading: Promise<void> | undefined;
  private ended = false;
  private stopped = false;
  private failure: { readonly error: unknown } | undefined;

  constructor(
    messages: AsyncIterable<MailMessage> | Iterable<MailMessage>,
    /** How many are read ahead of the connections. */
    private readonly room: number,
  ) {
    this.iterator = Symbol.asyncIterator in messages ? messages[Symbol.asyncIterator]() : messages[Symbol.iterator]();
  }

  /** One that is at hand, without waiting; none after a stop. */
  tryTake(): QueuedMessage | undefined {
    if (this.stopped) return undefined;
    const taken = this.returned.shift() ?? this.ahead.shift();
    if (this.ahead.length < this.room) this.read();
    return taken;
  }

  /** Waits for one; undefined when there are no more. */
  async take(): Promise<QueuedMessage | undefined> {
    for (;;) {
      const taken = this.tryTake();
      if (taken !== undefined) return taken;
      if (this.reading === undefined || this.stopped) return undefined;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** For a message that a lost connection surely did not hand over. */
  giveBack({ message, failures }: QueuedMessage): void {
    this.returned.push({ message, failures: failures + 1 });
  }

  /** Deals out no more; what is at hand becomes a leftover. */
  stop(): void {
    this.stopped = true;
    this.ended = true;
    this.wake();
  }

  /** Takes no more from the caller. */
  async end(): Promise<void> {
    this.ended = true;
    await this.reading;
    await this.iterator.return?.();
  }

  /** What was taken from the caller and dealt out to nobody. */
  leftovers(): readonly QueuedMessage[] {
    return [...this.returned.splice(0), ...this.ahead.splice(0)];
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
      this.wake();
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

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
