/** One answer of a server (RFC 5321 4.2): its code and its lines without it. */
export interface SmtpReply {
  readonly code: number;
  readonly lines: readonly string[];
}

/** The reply in one line, as it is kept in the ledger. */
export function textOf({ code, lines }: SmtpReply): string {
  return `${code} ${lines.join(' ')}`.trim().slice(0, 500);
}
