import type { SmtpReply } from './smtp-reply.js';

const LINE = /^(\d{3})([ -]?)(.*)$/;
const LONGEST = 64 * 1024;

/** Puts the bytes of a server together to replies, however they are cut. Throws at what is no SMTP. */
export class ReplyParser {
  private rest = '';
  private lines: string[] = [];

  push(text: string): SmtpReply[] {
    this.rest += text;
    if (this.rest.length > LONGEST || this.lines.length > 1_000) throw new Error('the reply is too long');
    const replies: SmtpReply[] = [];
    for (let end = this.rest.indexOf('\n'); end >= 0; end = this.rest.indexOf('\n')) {
      const line = this.rest.slice(0, end).replace(/\r$/, '');
      this.rest = this.rest.slice(end + 1);
      const reply = this.take(line);
      if (reply !== undefined) replies.push(reply);
    }
    return replies;
  }

  private take(line: string): SmtpReply | undefined {
    const [, code, mark, text = ''] = LINE.exec(line) ?? [];
    if (code === undefined) throw new Error(`the server answered what is no SMTP: ${line.slice(0, 80)}`);
    this.lines.push(text);
    if (mark === '-') return undefined;
    const reply = { code: Number(code), lines: this.lines };
    this.lines = [];
    return reply;
  }
}
