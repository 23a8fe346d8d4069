import { SubscriberId, type EditionId } from '#contracts/ids.js';
import type { SendState } from '#contracts/send-state.js';
import type { Send } from '#ports/send-ledger.port.js';
import mongoose from 'mongoose';
import type { Shape } from '../mongo-connection.js';

/** One row of the ledger. */
export interface SendDocument {
  /** `<edition>/<subscriber>`: in order, the rows of an edition follow each other. */
  readonly _id: string;
  readonly edition: EditionId;
  readonly subscriber: string;
  readonly state: SendState;
  readonly attempts: number;
  /** While a sender has it in hand, or may still tell its outcome. */
  readonly owner?: string;
  /** Of the call that claimed it last, while it is in hand. */
  readonly claim?: string;
  readonly retryAt: Date;
  readonly reply?: string;
  readonly permanent: boolean;
  readonly updatedAt: Date;
  readonly decision?: { readonly as: 'sent' | 'resend'; readonly by: string; readonly at: Date };
}

export const AT_ONCE = new Date(0);

export const SENDS: Shape<SendDocument> = {
  collection: 'sends',
  fields: {
    _id: String,
    edition: String,
    subscriber: String,
    state: String,
    attempts: Number,
    owner: String,
    claim: String,
    retryAt: Date,
    reply: String,
    permanent: Boolean,
    updatedAt: Date,
    decision: mongoose.Schema.Types.Mixed,
  },
  indexes: [
    [{ edition: 1, state: 1, retryAt: 1, subscriber: 1 }, {}],
    [{ edition: 1, state: 1, subscriber: 1 }, {}],
    [{ owner: 1 }, { sparse: true }],
  ],
};

export function sendIdOf(edition: EditionId, subscriber: string): string {
  return `${edition}/${subscriber}`;
}

/** Greater than the id of every row of the edition, and of no other. */
export function afterSendsOf(edition: EditionId): string {
  return `${edition}0`;
}

export function sendOf(document: SendDocument): Send {
  const { edition, subscriber, state, attempts, retryAt, reply, permanent, updatedAt, decision } = document;
  return {
    ...{ edition, subscriber: SubscriberId.parse(subscriber), state, attempts, permanent },
    updatedAt: updatedAt.toISOString(),
    ...(state === 'planned' && retryAt > AT_ONCE ? { retryAt: retryAt.toISOString() } : {}),
    ...(reply === undefined ? {} : { reply }),
    ...(decision === undefined ? {} : { decision: { ...decision, at: decision.at.toISOString() } }),
  };
}
