import { createServer, type Socket } from 'node:net';

const END_OF_TEXT = Buffer.from('\r\n.\r\n');
const GREETING = '220 sink\r\n';
const OFFERS = '250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n';

/** What the sink tells when it is asked. */
export interface SinkReport {
  readonly messages: number;
  readonly bytes: number;
  /** Milliseconds since the epoch of the first and the newest message. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** The newest message. */
  readonly sample: string;
}

/** A mail server that takes everything and keeps nothing but numbers and the newest message. */
class Sink {
  private messages = 0;
  private bytes = 0;
  private firstAt = 0;
  private lastAt = 0;
  private sample: readonly Buffer[] = [];

  took(text: readonly Buffer[]): void {
    this.messages += 1;
    for (const part of text) this.bytes += part.length;
    this.lastAt = Date.now();
    if (this.firstAt === 0) this.firstAt = this.lastAt;
    this.sample = text;
  }

  /** Tells and forgets. */
  report(): SinkReport {
    const { messages, bytes, firstAt, lastAt } = this;
    const sample = Buffer.concat(this.sample).toString('latin1').replaceAll('\r\n..', '\r\n.');
    return { messages, bytes, firstAt, lastAt, sample };
  }

  forget(): void {
    this.messages = this.bytes = this.firstAt = this.lastAt = 0;
  }
}

/** One connection; what arrived together is answered together. */
class Conversation {
  private rest: Buffer = Buffer.alloc(0);
  private text: Buffer[] | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly sink: Sink,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (data: Buffer) => this.take(data));
    socket.on('error', () => undefined);
    socket.write(GREETING);
  }

  private take(data: Buffer): void {
    let answers = '';
    this.rest = this.rest.length === 0 ? data : Buffer.concat([this.rest, data]);
    for (;;) {
      const answer = this.text === undefined ? this.line() : this.endOfText(this.text);
      if (answer === undefined) break;
      answers += answer;
    }
    if (answers !== '') this.socket.write(answers);
  }

  private line(): string | undefined {
    const end = this.rest.indexOf(10);
    if (end < 0) return undefined;
    const command = this.rest.subarray(0, 4).toString('latin1').toUpperCase();
    this.rest = this.rest.subarray(end + 1);
    if (command === 'EHLO') return OFFERS;
    if (command === 'QUIT') {
      this.socket.end('221 bye\r\n');
      return '';
    }
    if (command !== 'DATA') return '250 ok\r\n';
    this.text = [];
    return '354 go on\r\n';
  }

  /** Keeps back what could be the beginning of the end. */
  private endOfText(text: Buffer[]): string | undefined {
    const end = this.rest.indexOf(END_OF_TEXT);
    if (end < 0) {
      const sure = Math.max(0, this.rest.length - END_OF_TEXT.length);
      if (sure > 0) text.push(this.rest.subarray(0, sure));
      this.rest = this.rest.subarray(sure);
      return undefined;
    }
    text.push(this.rest.subarray(0, end + 2));
    this.rest = this.rest.subarray(end + END_OF_TEXT.length);
    this.text = undefined;
    this.sink.took(text);
    return '250 taken\r\n';
  }
}

const sink = new Sink();
const server = createServer((socket) => void new Conversation(socket, sink));
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('message', (wish) => {
  if (wish === 'forget') sink.forget();
  process.send?.(sink.report());
});
process.on('disconnect', () => process.exit());
