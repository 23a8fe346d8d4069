import { TransientError } from '#contracts/errors.js';
import { DeadLetterStore, type DeadLetter } from '#ports/dead-letter-store.port.js';
import { Injectable } from '@nestjs/common';
import { nextTraceparent, withTraceparent } from '../telemetry/trace.js';
import { decodeEvent } from './decode-event.js';
import { EventDeadLetters } from './event-dead-letters.js';
import type { EventHandler } from './event-handler.js';
import { EventTransport } from './event-transport.js';
import { limitedTime } from './limited-time.js';
import { RedriveRequests } from './redrive-requests.js';
import { RefusedEvents, RELAY_GROUP } from './refused-events.js';
import { topicOf } from './topic-of.js';

export type RedriveOutcome =
  /** Handled now; or, for a job, put back to its queue: its letter is settled when the job is done. */
  | { readonly outcome: 'redriven' }
  /** It failed again; the letter stays open with the new error. */
  | { readonly outcome: 'failed'; readonly error: string }
  /** Somebody's redrive of it is going on, or waits for a process of its service; or its job is to run already. */
  | { readonly outcome: 'in-hand' }
  /** It was redriven or discarded before. */
  | { readonly outcome: 'settled' }
  | { readonly outcome: 'unknown' };

/** Handles a dead letter again through the handler it was meant for, wherever that runs; safe to ask for twice. */
@Injectable()
export class Redrive {
  private readonly inHand = new Set<string>();

  constructor(
    private readonly store: DeadLetterStore,
    private readonly transport: EventTransport,
    private readonly requests: RedriveRequests,
    private readonly deadLetters: EventDeadLetters,
    private readonly refused: RefusedEvents,
  ) {}

  async redrive(id: string): Promise<RedriveOutcome> {
    const letter = await this.store.find(id);
    if (letter === undefined) return { outcome: 'unknown' };
    if (letter.state !== 'open') return { outcome: 'settled' };
    if (this.inHand.has(id)) return { outcome: 'in-hand' };
    this.inHand.add(id);
    try {
      if (letter.kind === 'job') return await this.putBack(letter);
      if (letter.group === RELAY_GROUP) return await this.offer(letter);
      return this.handlerOf(letter) === undefined ? await this.request(letter) : await this.handle(letter);
    } finally {
      this.inHand.delete(id);
    }
  }

  /** Takes the requests of other processes for the groups that are handled here. */
  async serve(): Promise<void> {
    await this.requests.serve(async (id) => {
      const result = await this.redrive(id);
      return result.outcome === 'failed' ? result.error : undefined;
    });
  }

  private async request(letter: DeadLetter): Promise<RedriveOutcome> {
    const result = await this.requests.ask(letter);
    return result.outcome === 'done' ? { outcome: 'redriven' } : result;
  }

  private handlerOf({ group, attributes }: DeadLetter): EventHandler | undefined {
    return this.transport.registry.find(group, attributes['type'] ?? '');
  }

  /** The letter stays open until the job is done or fails again, so that whatever ends between the two is repaired by asking again. */
  private async putBack({ group, key }: DeadLetter): Promise<RedriveOutcome> {
    const outcome = await this.requests.putBack(group, key);
    if (outcome !== 'gone') return { outcome };
    return { outcome: 'failed', error: `queue ${group} holds no job ${key}` };
  }

  private handle(letter: DeadLetter): Promise<RedriveOutcome> {
    const firstFailedAt = this.deadLetters.now();
    const { kind: _kind, topic, ...record } = letter;
    return this.attempt(letter, {
      work: () => this.call(letter),
      again: (error) => {
        const givenUp = { record: { ...record, topic: topicOf(topic) }, error, attempts: 1, firstFailedAt };
        return this.deadLetters.put(letter.group, givenUp);
      },
    });
  }

  private offer(letter: DeadLetter): Promise<RedriveOutcome> {
    return this.attempt(letter, {
      work: () => this.refused.offerAgain(letter),
      again: (error) => this.refused.putAgain(letter, error),
    });
  }

  /** Does the work and settles the letter; `again` notes that it failed once more, but for what is only away now. */
  private async attempt(
    { id }: DeadLetter,
    { work, again }: { work: () => Promise<void>; again: (error: unknown) => Promise<void> },
  ): Promise<RedriveOutcome> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof TransientError)) await again(error);
      return { outcome: 'failed', error: error instanceof Error ? error.message : String(error) };
    }
    return { outcome: (await this.store.settle(id, 'redriven')) ? 'redriven' : 'settled' };
  }

  private async call(letter: DeadLetter): Promise<void> {
    const { group, topic, attributes, key, value } = letter;
    const handler = this.handlerOf(letter);
    if (handler === undefined) throw new TransientError(`no handler of ${group} for ${key} runs here`);
    const event = decodeEvent({ key, attributes, value });
    const delivery = { group: handler.group, topic: topicOf(topic), attempt: 1 };
    await withTraceparent(nextTraceparent(event.traceparent), () =>
      limitedTime(handler.timeoutMs, new AbortController().signal, (signal) =>
        handler.call([event], { ...delivery, signal }),
      ),
    );
  }
}
