import { simpleParser, type ParsedMail } from 'mailparser';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** What the sink does with mail to an address. */
export type Behaviour = 'accept' | 'refuse' | 'delay' | 'drop-after-data';

interface ReceivedMail {
  readonly to: string;
  readonly raw: string;
}

/** A real SMTP server on loopback that keeps what it takes over, and misbehaves for chosen addresses. */
export class SmtpSink {
  readonly received: ReceivedMail[] = [];
  private readonly behaviours = new Map<string, Behaviour>();
  private most = Number.POSITIVE_INFINITY;
  private unanswered: Array<() => void> = [];
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onRcptTo: ({ address }, _session, callback) => {
        if (this.behaviourFor(address) !== 'refuse') return callback();
        callback(Object.assign(new Error('5.1.1 no such person here'), { responseCode: 550 }));
      },
      onData: (stream, session, callback) => {
        this.take(stream, session).then(
          (drop) => (drop ? undefined : callback()),
          () => undefined,
        );
      },
    });
    this.server.on('error', () => undefined);
  }

  static async start(): Promise<SmtpSink> {
    const sink = new SmtpSink();
    sink.server.listen(0, '127.0.0.1');
    await once(sink.server.server, 'listening');
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** From now on mail to this address is treated so. */
  set(address: string, behaviour: Behaviour): void {
    this.behaviours.set(address, behaviour);
  }

  /** So many mails in all are answered; those taken over beyond wait for their answer until there may be more. */
  answerAtMost(count: number): void {
    this.most = count;
    const waiting = this.unanswered;
    this.unanswered = [];
    for (const look of waiting) look();
  }

  /** Mails taken over for an address, oldest first. */
  async mailsTo(address: string): Promise<ParsedMail[]> {
    return Promise.all(this.received.filter(({ to }) => to === address).map(({ raw }) => simpleParser(raw)));
  }

  /** How often each Message-ID was taken over. */
  countsByMessageId(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { raw } of this.received) {
      const id = /^message-id:\s*(\S+)/im.exec(raw)?.[1] ?? createHash('sha256').update(raw).digest('hex');
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private behaviourFor(address: string): Behaviour {
    return this.behaviours.get(address) ?? 'accept';
  }

  /** True when the connection was dropped instead of an answer. */
  private async take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<boolean> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString('utf8');
    const recipients = session.envelope.rcptTo.map(({ address }) => address);
    for (const to of recipients) this.received.push({ to, raw });
    const number = this.received.length;
    while (number > this.most) await new Promise<void>((resolve) => this.unanswered.push(resolve));
    if (recipients.some((to) => this.behaviourFor(to) === 'delay')) {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    }
    if (!recipients.some((to) => this.behaviourFor(to) === 'drop-after-data')) return false;
    socketOf(this.server, session)?.destroy();
    return true;
  }
}

interface WithSocket {
  readonly session?: { readonly id?: string };
  readonly _socket?: { destroy(): void };
}

/** The socket that a session speaks over; smtp-server keeps it to itself. */
function socketOf(server: SMTPServer, { id }: SMTPServerSession): WithSocket['_socket'] {
  const connections = [...server.connections] as WithSocket[];
  return connections.find(({ session }) => session?.id === id)?._socket;
}
