import type { SourceId } from '#contracts/ids.js';
import type { Accepted, Submission } from './submission.js';

/** What identifies a webhook delivery, so that the same one gets the same answer. */
export interface DeliveryKey {
  readonly source: SourceId;
  readonly webhookId: string;
  readonly bodyHash: string;
}

/** The answer to one request: made now, or given before to the same delivery. */
export interface IntakeAnswer {
  readonly status: number;
  readonly body: string;
  readonly replayed: boolean;
}

/** One request: its articles, and how its answer is made of what became of them. */
export interface IntakeRequest {
  readonly delivery?: DeliveryKey;
  readonly submissions: readonly Submission[];
  answer(accepted: readonly Accepted[]): { status: number; body: string };
}

/** A request on its way through a batch. */
export interface PendingRequest {
  readonly request: IntakeRequest;
  readonly done: (answer: IntakeAnswer) => void;
  readonly failed: (error: unknown) => void;
}
