/** A finished message with its envelope. */
export interface MailMessage {
  /** Comes back with the outcome. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** The whole RFC 5322 message, CRLF line ends; in pieces where some of them are shared between messages. */
  readonly raw: string | readonly Uint8Array[];
}

/**
 * How a message ended:
 * - `sent`: the server took it over; `reply` is its answer after DATA.
 * - `refused`: the server said 5xx for this message; `permanentAddress` when it refused the address itself.
 * - `deferred`: surely not taken over (4xx, or no connection before DATA): may be tried again.
 * - `unknown`: DATA was begun and no answer came; may have been delivered.
 */
export type MailOutcome =
  | { readonly id: string; readonly state: 'sent'; readonly reply: string }
  | { readonly id: string; readonly state: 'refused'; readonly reply: string; readonly permanentAddress: boolean }
  | { readonly id: string; readonly state: 'deferred'; readonly reply: string }
  | { readonly id: string; readonly state: 'unknown'; readonly reply: string };

/**
 * Hands messages to an SMTP server.
 *
 * - Every message gets exactly one outcome; a message is never handed over twice by one call.
 * - An honest `unknown` rather than a guess: a lost connection after DATA began is unknown, one before is deferred.
 * - Outcomes come as they happen; memory does not grow with the number of messages.
 * - After an abort nothing is begun any more: a message that was taken from the caller but whose text is not yet on its way is
 *   deferred at once, one on its way has a few seconds for its answer before it is unknown; one that was not taken has no outcome.
 * - `close` takes no more messages, waits some seconds for those in hand, then does as an abort does.
 */
export abstract class Mailer {
  abstract send(
    messages: AsyncIterable<MailMessage> | Iterable<MailMessage>,
    signal?: AbortSignal,
  ): AsyncIterable<MailOutcome>;
  abstract close(): Promise<void>;
}
