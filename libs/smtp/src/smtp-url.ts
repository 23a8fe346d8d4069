import { PermanentError } from '#contracts/errors.js';

/** A mail server as `smtp://user:password@host:port` or `smtps://...` names it. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`); else STARTTLS where it is offered. */
  readonly implicitTls: boolean;
  readonly credentials?: { readonly user: string; readonly password: string };
}

/** Reads the address of a mail server; throws PermanentError when it is none. */
export function smtpServerOf(url: string): SmtpServer {
  if (!URL.canParse(url)) throw new PermanentError('the address of the mail server is no URL');
  const { protocol, hostname, port, username, password } = new URL(url);
  if (protocol !== 'smtp:' && protocol !== 'smtps:') {
    throw new PermanentError(`the address of the mail server begins with ${protocol} instead of smtp: or smtps:`);
  }
  const implicitTls = protocol === 'smtps:';
  const credentials = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (implicitTls ? 465 : 25) : Number(port),
    implicitTls,
    ...(username === '' ? {} : { credentials }),
  };
}
