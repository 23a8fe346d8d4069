/** How the sender behaves; the defaults are RFC 5321 4.5.3.2's, shortened where nothing can be lost by it. */
export interface SmtpSettings {
  /** Connections at once. */
  readonly connections: number;
  /** Messages handed over one connection before a new one is made. */
  readonly messagesPerConnection: number;
  readonly connectTimeoutMs: number;
  /** For every reply but the one after the message. */
  readonly replyTimeoutMs: number;
  /** For the reply after the message: giving up early makes it `unknown`. */
  readonly finalTimeoutMs: number;
  /** How long an answer is waited for after an abort, and messages in hand at the close. */
  readonly stopGraceMs: number;
  /** Name that we greet with. */
  readonly clientName: string;
}

export const SMTP_DEFAULTS: SmtpSettings = {
  connections: 10,
  messagesPerConnection: 1_000,
  connectTimeoutMs: 30_000,
  replyTimeoutMs: 120_000,
  finalTimeoutMs: 600_000,
  stopGraceMs: 4_000,
  clientName: 'localhost',
};
