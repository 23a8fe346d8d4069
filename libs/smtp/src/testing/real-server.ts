import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

type Treatment = 'refuse' | 'refuse-for-policy' | 'defer' | 'drop-after-text';

const REFUSALS: Readonly<Record<Exclude<Treatment, 'drop-after-text'>, { code: number; text: string }>> = {
  refuse: { code: 550, text: '5.1.1 no such person here' },
  'refuse-for-policy': { code: 554, text: '5.7.1 not from you' },
  defer: { code: 451, text: '4.3.2 come again later' },
};

/** The smtp-server package on loopback, keeping what it takes over. */
export class RealServer {
  readonly received: Array<{ readonly to: string; readonly raw: string }> = [];
  private held: Promise<void> | undefined;
  private readonly treatments = new Map<string, Treatment>();
  private readonly server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    this.server = new SMTPServer({
      authOptional: true,
      logger: false,
      ...options,
      onRcptTo: ({ address }, _session, callback) => {
        const treatment = this.treatments.get(address);
        if (treatment === undefined || treatment === 'drop-after-text') return callback();
        const { code, text } = REFUSALS[treatment];
        callback(Object.assign(new Error(text), { responseCode: code }));
      },
      onData: (stream, session, callback) => {
        this.take(stream, session).then((drop) => (drop ? undefined : callback()), callback);
      },
    });
    this.server.on('error', () => undefined);
  }

  static async start(options: SMTPServerOptions = { disabledCommands: ['AUTH', 'STARTTLS'] }): Promise<RealServer> {
    const real = new RealServer(options);
    real.server.listen(0, '127.0.0.1');
    await once(real.server.server, 'listening');
    return real;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** How often each Message-ID arrived. */
  copies(): number[] {
    const counts = new Map<string, number>();
    for (const { raw } of this.received) {
      const id = /^message-id: *(\S+)/im.exec(raw)?.[1] ?? raw;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return [...counts.values()];
  }

  treat(address: string, as: Treatment | 'accept'): void {
    if (as === 'accept') this.treatments.delete(address);
    else this.treatments.set(address, as);
  }

  /** From now on no text is answered until the function is called that this returns. */
  hold(): () => void {
    let release = (): void => undefined;
    this.held = new Promise((resolve) => {
      release = () => {
        this.held = undefined;
        resolve();
      };
    });
    return release;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<boolean> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString('utf8');
    const recipients = session.envelope.rcptTo.map(({ address }) => address);
    for (const to of recipients) this.received.push({ to, raw });
    await this.held;
    if (!recipients.some((to) => this.treatments.get(to) === 'drop-after-text')) return false;
    this.socketOf(session)?.destroy();
    return true;
  }

  /** smtp-server keeps the sockets of its sessions to itself. */
  private socketOf({ id }: SMTPServerSession): Socket | undefined {
    const connections = [...this.server.connections] as Array<{ session?: { id?: string }; _socket?: Socket }>;
    return connections.find(({ session }) => session?.id === id)?._socket;
  }
}
