import { TestClock } from '#ports/testing/test-clock.js';
import { loadConfig } from '../config/load-config.js';
import { AdminSessions } from './admin-sessions.js';
import { Signer } from './signer.js';

const SECRET = 'a-secret-of-tests-that-is-long-enough';
function sessions(clock: TestClock, env: Record<string, string> = {}): AdminSessions {
  const config = loadConfig({
    COURANT_DATA_DIR: ':memory:',
    COURANT_ADMIN_TOKEN: 'test-admin-token-0123456789',
    COURANT_SECRET: SECRET,
    ...env,
  });
  return new AdminSessions(config, new Signer(SECRET, clock), clock);
}
/** What the browser sends back for a Set-Cookie header. */
const sentFor = (setCookie: string): string => `theme=dark; ${setCookie.split(';')[0] ?? ''}; other=1`;

describe("A session of the console's", () => {
  const clock = new TestClock();

  it('is open from sign-in for twelve hours', () => {
    const own = new TestClock();
    const signedIn = sessions(own);
    const cookie = sentFor(signedIn.begin());
    expect(signedIn.isOpen(cookie)).toBe(true);
    own.advance(12 * 3_600_000 - 1_000);
    expect(signedIn.isOpen(cookie)).toBe(true);
    own.advance(1_000);
    expect(signedIn.isOpen(cookie)).toBe(false);
  });

  it('has a cookie that scripts and other sites cannot use, over TLS alone where there is TLS', () => {
    const plain = sessions(clock).begin();
    expect(plain).toContain('; HttpOnly');
    expect(plain).toContain('; SameSite=Strict');
    expect(plain).not.toContain('Secure');
    expect(sessions(clock, { COURANT_PUBLIC_URL: 'https://news.example' }).begin()).toContain('; Secure');
  });

  it('ends at sign-out, also for who copied its cookie in any writing', () => {
    const signedIn = sessions(clock);
    const cookie = sentFor(signedIn.begin());
    const other = sentFor(signedIn.begin());
    expect(signedIn.end(cookie)).toContain('Max-Age=0');
    expect(signedIn.isOpen(cookie)).toBe(false);
    const [name = '', token = ''] = cookie.split('; ')[1]?.split('=') ?? [];
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
      expect(signedIn.isOpen(`${name}=${token.slice(0, -1)}${letter}`)).toBe(false);
    }
    expect(signedIn.isOpen(`${name}=${token}==`)).toBe(false);
    expect(signedIn.isOpen(other)).toBe(true);
  });

  it('ends when the admin token changes, and outlives a restart that keeps it', () => {
    const cookie = sentFor(sessions(clock).begin());
    expect(sessions(clock).isOpen(cookie)).toBe(true);
    expect(sessions(clock, { COURANT_ADMIN_TOKEN: 'another-admin-token-987654321' }).isOpen(cookie)).toBe(false);
  });

  it.each([undefined, '', 'courant-console', 'courant-console=', 'courant-console=a.b.c', 'xcourant-console=1'])(
    'is not opened by the Cookie header %j',
    (header) => {
      expect(sessions(clock).isOpen(header)).toBe(false);
    },
  );
});
