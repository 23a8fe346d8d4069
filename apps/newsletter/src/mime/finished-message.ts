/** A message as it goes out, apart where it is signed. */
export interface FinishedMessage {
  /** The header lines, each with its CRLF. */
  readonly head: string;
  /** What follows the empty line; each piece ends a line, and pieces may be shared between messages. */
  readonly body: readonly Buffer[];
}

const HEAD_ENDS = '\r\n\r\n';

/** A composed message in its two parts. */
export function finishedMessage(message: string): FinishedMessage {
  const end = endOfHead(message);
  return { head: message.slice(0, end), body: [Buffer.from(message.slice(end + 2))] };
}

/** Where the head of a message ends, its last CRLF included. */
export function endOfHead(message: string): number {
  return message.indexOf(HEAD_ENDS) + 2;
}

/** The bytes of a message, in pieces. */
export function bytesOf({ head, body }: FinishedMessage): readonly Uint8Array[] {
  return [Buffer.from(`${head}\r\n`), ...body];
}
