import type { MailMessage, MailOutcome } from '#ports/mailer.port.js';
import { textOf, type SmtpReply } from './smtp-reply.js';
import type { SmtpSession } from './smtp-session.js';

/** An address that can stand between angle brackets; what else there is never reaches the wire. */
const ADDRESS = /^[\x21-\x3b\x3d\x3f-\x7e]{1,320}$/;
const NO_SUCH_ADDRESS = new Set([550, 551, 553]);

/** The commands before a message, and what each reply means for it. */
export class Envelope {
  readonly commands: readonly string[];

  constructor(
    readonly message: MailMessage,
    { eightBitMime }: Pick<SmtpSession, 'eightBitMime'>,
  ) {
    const mail = `MAIL FROM:<${message.from}>${eightBitMime ? ' BODY=8BITMIME' : ''}`;
    this.commands = [mail, `RCPT TO:<${message.to}>`, 'DATA'].map((line) => `${line}\r\n`);
  }

  /** The outcome of a message that must not be put on the wire at all. */
  static unwritable({ id, from, to }: MailMessage): MailOutcome | undefined {
    if (!ADDRESS.test(to)) return refused(id, 'the address cannot stand in an envelope', true);
    return ADDRESS.test(from) ? undefined : refused(id, 'the sender cannot stand in an envelope', false);
  }

  /** What the reply to the command at `index` ends the message with; undefined when it goes on. */
  outcomeOf(index: number, reply: SmtpReply): MailOutcome | undefined {
    const wanted = index === 2 ? reply.code === 354 : reply.code >= 200 && reply.code < 300;
    if (wanted) return undefined;
    const { id } = this.message;
    if (reply.code >= 500) return refused(id, textOf(reply), index === 1 && isOfTheAddress(reply));
    return { id, state: 'deferred', reply: textOf(reply) };
  }

  /** What the reply after the message ends it with. */
  finalOutcomeOf(reply: SmtpReply): MailOutcome {
    const { id } = this.message;
    if (reply.code >= 200 && reply.code < 300) return { id, state: 'sent', reply: textOf(reply) };
    if (reply.code >= 500) return refused(id, textOf(reply), false);
    return { id, state: 'deferred', reply: textOf(reply) };
  }
}

/** By the enhanced code where there is one (RFC 3463: 5.1.x is about the address, 5.2.1 a mailbox that is closed), else by the code. */
function isOfTheAddress({ code, lines }: SmtpReply): boolean {
  const enhanced = /^5\.\d{1,3}\.\d{1,3}/.exec(lines[0] ?? '')?.[0];
  if (enhanced === undefined) return NO_SUCH_ADDRESS.has(code);
  return enhanced.startsWith('5.1.') || enhanced === '5.2.1';
}

function refused(id: string, reply: string, permanentAddress: boolean): MailOutcome {
  return { id, state: 'refused', reply, permanentAddress };
}
