import type { Socket } from 'node:net';
import { ReplyParser } from './reply-parser.js';
import type { SmtpReply } from './smtp-reply.js';

interface Waiting {
  readonly resolve: (reply: SmtpReply) => void;
  readonly reject: (error: Error) => void;
}

/** A socket that speaks in lines and answers in replies; replies come in the order of the commands. */
export class SmtpChannel {
  private readonly parser = new ReplyParser();
  private readonly replies: SmtpReply[] = [];
  private waiting: Waiting | undefined;
  private lost: Error | undefined;

  constructor(readonly socket: Socket) {
    socket.on('data', this.onData);
    socket.on('error', this.onError);
    socket.on('close', this.onClose);
  }

  write(...parts: ReadonlyArray<string | Buffer>): void {
    this.socket.cork();
    for (const part of parts) this.socket.write(part);
    this.socket.uncork();
  }

  /** The next reply; rejects when the connection is lost or the time is over, after which nothing comes any more. */
  async reply(timeoutMs: number): Promise<SmtpReply> {
    const ready = this.replies.shift();
    if (ready !== undefined) return ready;
    if (this.lost !== undefined) throw this.lost;
    const timer = setTimeout(() => this.fail(new Error(`no reply within ${timeoutMs} ms`)), timeoutMs);
    try {
      return await new Promise<SmtpReply>((resolve, reject) => {
        this.waiting = { resolve, reject };
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Leaves the socket open for whoever goes on with it (TLS). */
  release(): Socket {
    this.socket.off('data', this.onData).off('error', this.onError).off('close', this.onClose);
    return this.socket;
  }

  destroy(): void {
    this.socket.destroy();
  }

  private readonly onData = (data: Buffer): void => {
    try {
      for (const reply of this.parser.push(data.toString('latin1'))) this.take(reply);
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    }
  };

  private readonly onError = (error: Error): void => this.fail(error);

  private readonly onClose = (): void => this.fail(new Error('the server closed the connection'));

  private take(reply: SmtpReply): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting === undefined) this.replies.push(reply);
    else waiting.resolve(reply);
  }

  private fail(error: Error): void {
    this.lost ??= error;
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.reject(this.lost);
    this.socket.destroy();
  }
}
