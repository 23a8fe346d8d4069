import { TransientError } from '#contracts/errors.js';
import { TOPICS, type TopicName } from '#contracts/topics.js';
import { Clock } from '#ports/clock.port.js';
import { DeadLetterStore, type DeadLetter } from '#ports/dead-letter-store.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { Injectable } from '@nestjs/common';
import { nextTraceparent, withTraceparent } from '../telemetry/trace.js';
import { decodeEvent } from './decode-event.js';
import { EventDeadLetters } from './event-dead-letters.js';
import { EventTransport } from './event-transport.js';
import { limitedTime } from './limited-time.js';

export type RedriveOutcome =
  /** Handled now; or, for a job, put back to its queue. */
  | { readonly outcome: 'redriven' }
  /** It failed again; the letter stays open with the new error. */
  | { readonly outcome: 'failed'; readonly error: string }
  /** Somebody's redrive of it is going on. */
  | { readonly outcome: 'in-hand' }
  /** It was redriven or discarded before. */
  | { readonly outcome: 'settled' }
  | { readonly outcome: 'unknown' };

/** Handles a dead letter again through the handler it was meant for; safe to ask for twice. */
@Injectable()
export class Redrive {
  private readonly inHand = new Set<string>();

  constructor(
    private readonly store: DeadLetterStore,
    private readonly transport: EventTransport,
    private readonly jobQueue: JobQueue,
    private readonly deadLetters: EventDeadLetters,
    private readonly clock: Clock,
  ) {}

  async redrive(id: string): Promise<RedriveOutcome> {
    const letter = await this.store.find(id);
    if (letter === undefined) return { outcome: 'unknown' };
    if (letter.state !== 'open') return { outcome: 'settled' };
    if (this.inHand.has(id)) return { outcome: 'in-hand' };
    this.inHand.add(id);
    try {
      return letter.kind === 'job' ? await this.putBack(letter) : await this.handle(letter);
    } finally {
      this.inHand.delete(id);
    }
  }

  /** Settled before the job can run, so that its next failure opens the letter again. */
  private async putBack({ id, group, key }: DeadLetter): Promise<RedriveOutcome> {
    if (!(await this.store.settle(id, 'redriven'))) return { outcome: 'settled' };
    await this.jobQueue.retry(group, key);
    return { outcome: 'redriven' };
  }

  private async handle(letter: DeadLetter): Promise<RedriveOutcome> {
    const firstFailedAt = this.clock.now();
    try {
      await this.call(letter);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if (!(error instanceof TransientError)) {
        const { kind: _kind, topic, ...record } = letter;
        await this.deadLetters.put(letter.group, {
          record: { ...record, topic: topicOf(topic) },
          error,
          attempts: 1,
          firstFailedAt,
        });
      }
      return { outcome: 'failed', error: text };
    }
    return { outcome: (await this.store.settle(letter.id, 'redriven')) ? 'redriven' : 'settled' };
  }

  private async call({ group, topic, attributes, key, value }: DeadLetter): Promise<void> {
    const type = attributes['type'] ?? '';
    const handler = this.transport.registry.find(group, type);
    if (handler === undefined) throw new TransientError(`no handler of ${group} for ${type} runs here`);
    const event = decodeEvent({ key, attributes, value });
    const delivery = { group: handler.group, topic: topicOf(topic), attempt: 1 };
    await withTraceparent(nextTraceparent(event.traceparent), () =>
      limitedTime(handler.timeoutMs, new AbortController().signal, (signal) =>
        handler.call([event], { ...delivery, signal }),
      ),
    );
  }
}

function topicOf(name: string): TopicName {
  const topic = Object.keys(TOPICS).find((known): known is TopicName => known === name);
  if (topic === undefined) throw new Error(`${name} is no topic`);
  return topic;
}
