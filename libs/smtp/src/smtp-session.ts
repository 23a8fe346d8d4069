import { once } from 'node:events';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { SmtpChannel } from './smtp-channel.js';
import { textOf, type SmtpReply } from './smtp-reply.js';
import type { SmtpSettings } from './smtp-settings.js';
import type { SmtpServer } from './smtp-url.js';

/** A greeted, encrypted and signed-in connection with what the server offers. */
export interface SmtpSession {
  readonly channel: SmtpChannel;
  readonly pipelining: boolean;
  readonly eightBitMime: boolean;
}

/** Connects and introduces us; rejects with the reason when the server cannot be reached or does not want us. */
export async function openSession(
  server: SmtpServer,
  settings: SmtpSettings,
  stopped: AbortSignal,
): Promise<SmtpSession> {
  const socket = await connected(server, settings, stopped);
  socket.setNoDelay(true);
  const channel = new SmtpChannel(socket);
  const stop = (): void => void socket.destroy();
  stopped.addEventListener('abort', stop);
  try {
    return await introduced(channel, server, settings);
  } catch (error) {
    channel.destroy();
    throw error;
  } finally {
    stopped.removeEventListener('abort', stop);
  }
}

async function introduced(first: SmtpChannel, server: SmtpServer, settings: SmtpSettings): Promise<SmtpSession> {
  let channel = first;
  mustBe(220, await channel.reply(settings.replyTimeoutMs));
  let offers = await greet(channel, settings);
  if (!server.implicitTls && offers.has('STARTTLS')) {
    mustBe(220, await command(channel, 'STARTTLS', settings));
    channel = new SmtpChannel(await encrypted(channel.release(), server, settings));
    offers = await greet(channel, settings);
  }
  if (server.credentials !== undefined && !isEncrypted(channel) && !isLocal(server.host)) {
    throw new Error('the server offers no encryption, and the password is not sent without');
  }
  if (server.credentials !== undefined) await signIn(channel, offers, server.credentials, settings);
  return { channel, pipelining: offers.has('PIPELINING'), eightBitMime: offers.has('8BITMIME') };
}

/** What the server offers, by keyword, with the parameters. */
async function greet(channel: SmtpChannel, settings: SmtpSettings): Promise<ReadonlyMap<string, string>> {
  const reply = await command(channel, `EHLO ${settings.clientName}`, settings);
  if (reply.code === 250) {
    return new Map(
      reply.lines.slice(1).map((line) => {
        const [keyword = '', ...parameters] = line.split(/[ =]/);
        return [keyword.toUpperCase(), parameters.join(' ').toUpperCase()];
      }),
    );
  }
  mustBe(250, await command(channel, `HELO ${settings.clientName}`, settings));
  return new Map();
}

async function signIn(
  channel: SmtpChannel,
  offers: ReadonlyMap<string, string>,
  { user, password }: NonNullable<SmtpServer['credentials']>,
  settings: SmtpSettings,
): Promise<void> {
  const ways = (offers.get('AUTH') ?? '').split(' ');
  if (ways.includes('PLAIN')) {
    mustBe(235, await command(channel, `AUTH PLAIN ${base64(`\0${user}\0${password}`)}`, settings));
    return;
  }
  if (!ways.includes('LOGIN')) throw new Error('the server offers neither AUTH PLAIN nor AUTH LOGIN');
  mustBe(334, await command(channel, 'AUTH LOGIN', settings));
  mustBe(334, await command(channel, base64(user), settings));
  mustBe(235, await command(channel, base64(password), settings));
}

async function command(channel: SmtpChannel, line: string, settings: SmtpSettings): Promise<SmtpReply> {
  channel.write(`${line}\r\n`);
  return channel.reply(settings.replyTimeoutMs);
}

function mustBe(code: number, reply: SmtpReply): void {
  if (reply.code !== code) throw new Error(textOf(reply));
}

async function connected(
  { host, port, implicitTls }: SmtpServer,
  settings: SmtpSettings,
  stopped: AbortSignal,
): Promise<Socket> {
  const socket = implicitTls ? connectTls({ host, port, ...tlsOf(host) }) : connectPlain({ host, port });
  return ready(socket, implicitTls ? 'secureConnect' : 'connect', settings, stopped);
}

async function encrypted(plain: Socket, { host }: SmtpServer, settings: SmtpSettings): Promise<Socket> {
  return ready(connectTls({ socket: plain, ...tlsOf(host) }), 'secureConnect', settings);
}

async function ready(
  socket: Socket,
  event: string,
  { connectTimeoutMs }: SmtpSettings,
  stopped?: AbortSignal,
): Promise<Socket> {
  const timeout = AbortSignal.timeout(connectTimeoutMs);
  try {
    await once(socket, event, { signal: stopped === undefined ? timeout : AbortSignal.any([timeout, stopped]) });
    return socket;
  } catch (error) {
    socket.on('error', () => undefined);
    socket.destroy();
    throw error instanceof Error && error.name === 'AbortError'
      ? new Error(`no connection within ${connectTimeoutMs} ms`)
      : error;
  }
}

/** A relay on this machine has a certificate that nobody signed; everyone else's is verified. */
function tlsOf(host: string): { servername?: string; rejectUnauthorized: boolean } {
  return { ...(isIP(host) === 0 ? { servername: host } : {}), rejectUnauthorized: !isLocal(host) };
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function isEncrypted({ socket }: SmtpChannel): boolean {
  return socket instanceof TLSSocket;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
