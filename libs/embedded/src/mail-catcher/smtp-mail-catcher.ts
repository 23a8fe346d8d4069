import { PermanentError } from '#contracts/errors.js';
import type { Clock } from '#ports/clock.port.js';
import { MailCatcher, type CaughtMail, type CaughtMailContent } from '#ports/mail-catcher.port.js';
import type { ParsedMail } from 'mailparser';
import type { SMTPServer, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { CaughtMailTable } from './caught-mail-table.js';

const LARGEST = 10 * 1024 * 1024;
const HOST = '127.0.0.1';

/** An SMTP server on loopback that keeps what it gets in SQLite; mails are parsed when somebody looks at them. */
export class SmtpMailCatcher extends MailCatcher {
  readonly active = true;
  private server: SMTPServer | undefined;

  private constructor(
    private readonly table: () => Promise<CaughtMailTable>,
    private readonly clock: Clock,
    readonly smtpUrl: string,
  ) {
    super();
  }

  /**
   * `table` is asked for when a mail comes or somebody looks; a mail that it cannot be had for is refused for now. `port` 0
   * takes a free one. Rejects with PermanentError when the port is taken.
   */
  static async listen(table: () => Promise<CaughtMailTable>, clock: Clock, port: number): Promise<SmtpMailCatcher> {
    const { SMTPServer: Server } = await import('smtp-server');
    const catching: { catcher?: SmtpMailCatcher } = {};
    const server = new Server({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: LARGEST,
      closeTimeout: 1_000,
      logger: false,
      onData: (stream, session, callback) => {
        Promise.resolve(catching.catcher?.take(stream, session)).then(
          () => callback(),
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
        );
      },
    });
    const taken = await listening(server, port);
    server.on('error', () => undefined);
    server.server.on('connection', (socket) => socket.setNoDelay(true));
    const catcher = new SmtpMailCatcher(table, clock, `smtp://${HOST}:${taken}`);
    catcher.server = server;
    catching.catcher = catcher;
    return catcher;
  }

  async list(query: { to?: string; limit: number; before?: string }): Promise<CaughtMail[]> {
    return (await this.table()).list(query);
  }

  async find(id: string): Promise<CaughtMailContent | undefined> {
    const found = (await this.table()).find(id);
    if (found === undefined) return undefined;
    const parsed = await parsedMail(found.raw);
    const { raw, ...mail } = found;
    return {
      ...mail,
      html: typeof parsed.html === 'string' ? parsed.html : '',
      text: parsed.text ?? '',
      headers: parsed.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()] as const),
      raw: raw.toString('utf8'),
    };
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server !== undefined) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  private async take(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
    if (stream.sizeExceeded) throw Object.assign(new Error('the message is too large'), { responseCode: 552 });
    const raw = Buffer.concat(chunks);
    const table = await this.table();
    await table.put({
      from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
      to: envelope.rcptTo.map(({ address }) => address),
      subject: await subjectOf(raw),
      at: this.clock.now(),
      raw,
    });
  }
}

/** The port that the server has then. */
async function listening(server: SMTPServer, port: number): Promise<number> {
  try {
    await new Promise<void>((ready, failed) => {
      server.once('error', failed);
      server.listen(port, HOST, ready);
    });
  } catch (cause) {
    const help = `The mail catcher cannot listen on port ${port}; set COURANT_CATCHER_PORT to a free one.`;
    throw new PermanentError(help, { cause });
  }
  const address = server.server.address();
  return address === null || typeof address === 'string' ? port : address.port;
}

/** A mail of more parts than anybody would send still has its headers to show. */
async function parsedMail(raw: Buffer): Promise<ParsedMail> {
  const { simpleParser } = await import('mailparser');
  try {
    return await simpleParser(raw, { skipImageLinks: true });
  } catch {
    return simpleParser(headOf(raw));
  }
}

/** Read from the headers alone: parsing whole messages would slow a large edition down. */
async function subjectOf(raw: Buffer): Promise<string> {
  const { simpleParser } = await import('mailparser');
  const { subject } = await simpleParser(headOf(raw));
  return (subject ?? '').slice(0, 500);
}

function headOf(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  return raw.subarray(0, end < 0 ? Math.min(raw.length, 64 * 1024) : end + 4);
}
