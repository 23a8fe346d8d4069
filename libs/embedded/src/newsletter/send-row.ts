import type { EditionId, SubscriberId } from '#contracts/ids.js';
import { SEND_STATES, type SendCounts, type SendState } from '#contracts/send-state.js';
import type { Send } from '#ports/send-ledger.port.js';

/** A row of `sends`. */
export interface SendRow {
  subscriber: SubscriberId;
  state: SendState;
  attempts: number;
  retry_at: number;
  reply: string | null;
  permanent: number;
  updated_at: number;
  decided_as: 'sent' | 'resend' | null;
  decided_by: string | null;
  decided_at: number | null;
}

export const SEND_COLUMNS =
  'subscriber, state, attempts, retry_at, reply, permanent, updated_at, decided_as, decided_by, decided_at';

export function toSend(edition: EditionId, row: SendRow): Send {
  const { decided_as: as, decided_by: by, decided_at: at } = row;
  return {
    edition,
    subscriber: row.subscriber,
    state: row.state,
    attempts: row.attempts,
    permanent: row.permanent === 1,
    updatedAt: new Date(row.updated_at).toISOString(),
    ...(row.state === 'planned' && row.retry_at > 0 ? { retryAt: new Date(row.retry_at).toISOString() } : {}),
    ...(row.reply === null ? {} : { reply: row.reply }),
    ...(as === null || by === null || at === null ? {} : { decision: { as, by, at: new Date(at).toISOString() } }),
  };
}

export function toCounts(rows: ReadonlyArray<{ state: SendState; n: number }>): SendCounts {
  const found = new Map(rows.map(({ state, n }) => [state, n]));
  const count = (state: SendState): readonly [SendState, number] => [state, found.get(state) ?? 0];
  return Object.fromEntries(SEND_STATES.map(count)) as SendCounts;
}
