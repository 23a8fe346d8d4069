import { Clock } from '#ports/clock.port.js';
import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { Config } from '../config/config.js';
import { Signer } from './signer.js';

const COOKIE = 'courant-console';
const PURPOSE = 'console-session';
const HOURS = 12;

/** Sign-in of the console: a signed cookie that ends after 12 hours, at sign-out, or when the admin token changes. */
@Injectable()
export class AdminSessions {
  private readonly ended = new Map<string, number>();

  constructor(
    private readonly config: Config,
    private readonly signer: Signer,
    private readonly clock: Clock,
  ) {}

  /** Value of the Set-Cookie header that begins a session; the caller has checked the token. */
  begin(): string {
    const expiresAt = new Date(this.clock.now().getTime() + HOURS * 3_600_000);
    const token = this.signer.sign(PURPOSE, `${randomBytes(16).toString('hex')} ${this.tokenMark()}`, expiresAt);
    return `${this.cookie(token)}; Max-Age=${HOURS * 3600}`;
  }

  /** True when the Cookie header of a request carries a live session. */
  isOpen(cookieHeader: string | undefined): boolean {
    const token = tokenIn(cookieHeader);
    if (token === undefined || this.ended.has(token)) return false;
    return this.signer.verify(PURPOSE, token)?.endsWith(` ${this.tokenMark()}`) === true;
  }

  /** Ends the session of a request; value of the Set-Cookie header that takes the cookie away. */
  end(cookieHeader: string | undefined): string {
    const token = tokenIn(cookieHeader);
    const now = this.clock.now().getTime();
    for (const [old, until] of this.ended) if (until < now) this.ended.delete(old);
    if (token !== undefined && this.isOpen(cookieHeader)) this.ended.set(token, now + HOURS * 3_600_000);
    return `${this.cookie('')}; Max-Age=0`;
  }

  private cookie(value: string): string {
    const secure = this.config.publicUrl.startsWith('https:') ? '; Secure' : '';
    return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict${secure}`;
  }

  private tokenMark(): string {
    return createHash('sha256').update(this.config.adminToken).digest('hex').slice(0, 16);
  }
}

function tokenIn(cookieHeader: string | undefined): string | undefined {
  const cookie = cookieHeader
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${COOKIE}=`));
  return cookie === undefined ? undefined : cookie.slice(COOKIE.length + 1);
}
