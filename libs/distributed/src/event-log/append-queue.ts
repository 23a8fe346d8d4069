import { PermanentError, TransientError } from '#contracts/errors.js';
import type { OutgoingMessage } from './event-message.js';

/** Characters sent at once, far below what the topics take in one batch. */
const LARGEST_BATCH = 2_000_000;

interface PendingAppend {
  readonly messages: readonly OutgoingMessage[];
  readonly size: number;
  settle(error?: unknown): void;
}

/**
 * Sends what one turn of the event loop appends as one batch, and what comes meanwhile as the next: one batch is under way at
 * a time, so order holds. An append that is not done in time is rejected; what was under way may still arrive. When the
 * brokers refuse a batch, each append of it is sent by itself, so that none is refused for its neighbour.
 */
export class AppendQueue {
  private readonly waiting = new Set<PendingAppend>();
  private sending: Promise<void> | undefined;

  constructor(
    private readonly send: (messages: readonly OutgoingMessage[]) => Promise<void>,
    private readonly withinMs: number,
  ) {}

  /** Resolves when all of it is durable; what is larger than a batch goes part by part. */
  async add(messages: readonly OutgoingMessage[]): Promise<void> {
    for (const part of parts(messages)) await this.addPart(part);
  }

  /** Resolves when nothing waits. */
  async settled(): Promise<void> {
    await this.sending;
  }

  private addPart(messages: readonly OutgoingMessage[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const pending: PendingAppend = {
        messages,
        size: sizeOf(messages),
        settle: (error) => {
          clearTimeout(timer);
          if (error === undefined) resolve();
          else reject(error);
        },
      };
      const timer = setTimeout(() => {
        this.waiting.delete(pending);
        reject(new TransientError(`the event log did not take the events within ${this.withinMs} ms`));
      }, this.withinMs);
      this.waiting.add(pending);
      this.sending ??= this.sendAll();
    });
  }

  private async sendAll(): Promise<void> {
    await new Promise((turnOver) => setImmediate(turnOver));
    while (this.waiting.size > 0) await this.sendNext();
    this.sending = undefined;
  }

  private async sendNext(): Promise<void> {
    const batch: PendingAppend[] = [];
    let size = 0;
    for (const pending of this.waiting) {
      if (batch.length > 0 && size + pending.size > LARGEST_BATCH) break;
      batch.push(pending);
      size += pending.size;
      this.waiting.delete(pending);
    }
    await this.sendTogether(batch);
  }

  private async sendTogether(batch: readonly PendingAppend[]): Promise<void> {
    try {
      await this.send(batch.flatMap(({ messages }) => messages));
      for (const { settle } of batch) settle();
    } catch (error) {
      if (error instanceof PermanentError && batch.length > 1) {
        for (const pending of batch) await this.sendTogether([pending]);
      } else {
        for (const { settle } of batch) settle(error);
      }
    }
  }
}

function* parts(messages: readonly OutgoingMessage[]): Generator<readonly OutgoingMessage[]> {
  let part: OutgoingMessage[] = [];
  let size = 0;
  for (const message of messages) {
    const own = sizeOf([message]);
    if (part.length > 0 && size + own > LARGEST_BATCH) {
      yield part;
      part = [];
      size = 0;
    }
    part.push(message);
    size += own;
  }
  if (part.length > 0) yield part;
}

function sizeOf(messages: readonly OutgoingMessage[]): number {
  return messages.reduce((sum, { key, value }) => sum + key.length + value.length, 0);
}
