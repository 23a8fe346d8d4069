import { Clock } from '#ports/clock.port.js';
import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';

/** Makes and checks URL-safe tokens that only this installation can make; a token of one purpose is worth nothing for another. */
export class Signer {
  private readonly key: KeyObject;

  constructor(
    secret: string,
    private readonly clock: Clock,
  ) {
    this.key = createSecretKey(secret, 'utf8');
  }

  /** The token carries the payload readably; it ends at `expiresAt`, or never. */
  sign(purpose: string, payload: string, expiresAt?: Date): string {
    const body = Buffer.from(payload).toString('base64url');
    const end = expiresAt === undefined ? '' : Math.floor(expiresAt.getTime() / 1000).toString(36);
    return `${body}.${end}.${this.mac(purpose, body, end)}`;
  }

  /** The payload, or undefined when the token is not ours, not for this purpose, changed or past its end. */
  verify(purpose: string, token: string): string | undefined {
    const [body, end, mac, ...rest] = token.split('.');
    if (body === undefined || end === undefined || mac === undefined || rest.length > 0) return undefined;
    const given = Buffer.from(mac);
    const wanted = Buffer.from(this.mac(purpose, body, end));
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
    if (end !== '' && Number.parseInt(end, 36) * 1000 <= this.clock.now().getTime()) return undefined;
    return Buffer.from(body, 'base64url').toString();
  }

  /** As text, and compared as text: several texts decode to the same bytes, and a token has one writing alone. */
  private mac(purpose: string, body: string, end: string): string {
    return createHmac('sha256', this.key)
      .update(JSON.stringify([purpose, body, end]))
      .digest('base64url');
  }
}
