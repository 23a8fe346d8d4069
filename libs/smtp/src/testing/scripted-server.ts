import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What the server does at a command: answers a line, or `close`, `reset` or `silence` from then on; `text` is the end of a message. */
export type Step = 'greeting' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'text' | 'RSET' | 'QUIT' | 'HELO';
export type Script = (step: Step, line: string, count: number) => string;

const USUAL: Readonly<Record<Step, string>> = {
  greeting: '220 script',
  EHLO: '250-script\r\n250-PIPELINING\r\n250 8BITMIME',
  HELO: '250 script',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  text: '250 taken over',
  RSET: '250 ok',
  QUIT: '221 bye',
};

/** What a well-behaved server answers. */
export const usual = (step: Step): string => USUAL[step];

/** An SMTP server on loopback that follows a script to the letter, also where no server should. */
export class ScriptedServer {
  readonly texts: string[] = [];
  readonly lines: string[] = [];
  connections = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly script: Script,
  ) {}

  /** Without `noDelay` each reply but the first waits for the client's acknowledgement, as with many servers. */
  static async start(script: Script, { noDelay = true } = {}): Promise<ScriptedServer> {
    const server = createServer({ noDelay });
    const scripted = new ScriptedServer(server, script);
    server.on('connection', (socket) => scripted.serve(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return scripted;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private serve(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    const conversation = new Conversation(socket, this.script, this);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (data) => conversation.take(data.toString('latin1')));
    conversation.act('greeting', '');
  }
}

class Conversation {
  private rest = '';
  private inText = false;
  private frozen = false;
  private counts = new Map<Step, number>();

  constructor(
    private readonly socket: Socket,
    private readonly script: Script,
    private readonly record: { readonly texts: string[]; readonly lines: string[] },
  ) {}

  take(data: string): void {
    this.rest += data;
    while (!this.frozen && (this.inText ? this.takeText() : this.takeLine()));
  }

  act(step: Step, line: string): void {
    const count = (this.counts.get(step) ?? 0) + 1;
    this.counts.set(step, count);
    const answer = this.script(step, line, count);
    if (answer === 'reset') this.socket.resetAndDestroy();
    else if (answer === 'close') this.socket.destroy();
    else if (answer === 'silence') this.frozen = true;
    else this.socket.write(`${answer}\r\n`);
    if (step === 'DATA' && answer.startsWith('354')) this.inText = true;
  }

  private takeLine(): boolean {
    const end = this.rest.indexOf('\r\n');
    if (end < 0) return false;
    const line = this.rest.slice(0, end);
    this.rest = this.rest.slice(end + 2);
    this.record.lines.push(line);
    this.act(line.slice(0, 4).toUpperCase() as Step, line);
    return true;
  }

  private takeText(): boolean {
    const whole = this.rest.startsWith('.\r\n') ? 0 : this.rest.indexOf('\r\n.\r\n') + 2;
    if (whole === 1) return false;
    this.record.texts.push(this.rest.slice(0, whole));
    this.rest = this.rest.slice(whole + 3);
    this.inText = false;
    this.act('text', '');
    return true;
  }
}
