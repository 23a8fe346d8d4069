import type { ArticleId } from '#contracts/ids.js';
import { ProblemError } from '#contracts/problem.js';
import type {
  AnsweredDelivery,
  ArticleHead,
  ArticleStore,
  ArticleWrite,
  WebhookDelivery,
} from '#ports/article-store.port.js';
import { decide } from './decide.js';
import type { DeliveryKey, IntakeAnswer, PendingRequest } from './intake-request.js';
import type { Accepted } from './submission.js';

const MOST_ROUNDS = 20;
const keyOf = ({ source, webhookId }: Pick<WebhookDelivery, 'source' | 'webhookId'>): string =>
  `${source} ${webhookId}`;

/** Requests that are decided in order of arrival and committed together. */
export class IntakeBatch {
  private heads = new Map<ArticleId, ArticleHead>();
  private known = new Map<string, AnsweredDelivery>();
  private readonly written: ArticleWrite[] = [];

  constructor(
    private readonly store: ArticleStore,
    private readonly now: Date,
    private readonly requests: readonly PendingRequest[],
  ) {}

  /** Settles every request and answers what was written; rejects when the store failed, with none settled. */
  async commit(): Promise<readonly ArticleWrite[]> {
    let open = this.requests;
    for (let round = 0; open.length > 0; round += 1) {
      if (round === MOST_ROUNDS) throw new Error('articles changed too often while they were accepted');
      open = await this.commitRound(open);
    }
    return this.written;
  }

  /** Commits what it can and returns the requests that met a change made meanwhile. */
  private async commitRound(open: readonly PendingRequest[]): Promise<readonly PendingRequest[]> {
    await this.read(open);
    const decided = open.flatMap((pending) => this.decided(pending));
    const writes = decided.flatMap(({ writes: own }) => own);
    const deliveries = decided.flatMap(({ delivery }) => delivery ?? []);
    const results = await this.store.commit(writes, deliveries);
    this.written.push(...writes.filter((_, index) => results[index] === 'written'));
    const conflicting = new Set(writes.filter((_, index) => results[index] === 'conflict').map(({ head }) => head.id));
    const again: PendingRequest[] = [];
    for (const { pending, answer, answersFor } of decided) {
      if (answersFor.some((id) => conflicting.has(id))) again.push(pending);
      else pending.done(answer);
    }
    return again;
  }

  private async read(open: readonly PendingRequest[]): Promise<void> {
    const ids = new Set(open.flatMap(({ request }) => request.submissions.map(({ id }) => id)));
    const keys = open.flatMap(({ request }) => request.delivery ?? []);
    const [heads, before] = await Promise.all([this.store.heads([...ids]), this.store.deliveries(keys)]);
    this.heads = new Map(heads);
    this.known = new Map(before.map((delivery) => [keyOf(delivery), { ...delivery, answersFor: [] }]));
  }

  private decided(pending: PendingRequest): Decided[] {
    const { request } = pending;
    const { delivery } = request;
    try {
      const known = delivery === undefined ? undefined : this.known.get(keyOf(delivery));
      if (known !== undefined && delivery !== undefined) {
        return [{ pending, answer: replayOf(known, delivery), answersFor: known.answersFor, writes: [] }];
      }
    } catch (error) {
      pending.failed(error);
      return [];
    }
    const writes: ArticleWrite[] = [];
    const accepted: Accepted[] = [];
    for (const submission of request.submissions) {
      const decision = decide(this.heads.get(submission.id), submission, this.now);
      accepted.push(decision.accepted);
      if (decision.write === undefined) continue;
      writes.push(decision.write);
      this.heads.set(submission.id, decision.write.head);
    }
    const { status, body } = request.answer(accepted);
    const answersFor = accepted.map(({ id }) => id);
    const kept = this.remembered(delivery, { status, answer: body, answersFor });
    return [{ pending, answer: { status, body, replayed: false }, answersFor, writes, ...kept }];
  }

  private remembered(
    key: DeliveryKey | undefined,
    answered: Pick<AnsweredDelivery, 'status' | 'answer' | 'answersFor'>,
  ): { delivery?: AnsweredDelivery } {
    if (key === undefined) return {};
    const delivery = { ...key, ...answered, at: this.now.toISOString() };
    this.known.set(keyOf(key), delivery);
    return { delivery };
  }
}

interface Decided {
  readonly pending: PendingRequest;
  readonly answer: IntakeAnswer;
  /** Articles whose writes the answer tells of, its own or those of the same delivery in this batch. */
  readonly answersFor: readonly ArticleId[];
  readonly writes: readonly ArticleWrite[];
  readonly delivery?: AnsweredDelivery;
}

/** The answer kept for a delivery, or 422 when it was given to another body. */
function replayOf(known: WebhookDelivery, { bodyHash, webhookId }: DeliveryKey): IntakeAnswer {
  if (known.bodyHash === bodyHash) return { status: known.status, body: known.answer, replayed: true };
  throw new ProblemError(422, `webhook-id ${webhookId} was used before with another body.`, {
    errors: [{ pointer: '', detail: 'differs from the body that this webhook-id came with before' }],
  });
}
