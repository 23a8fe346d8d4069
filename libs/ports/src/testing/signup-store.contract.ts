import { NewsletterId } from '#contracts/ids.js';
import type { Signup, SignupStore } from '../signup-store.port.js';

const at = new Date('2026-11-02T06:00:00Z');
const later = new Date('2026-11-02T07:00:00Z');

function aSignup(id: string, change: Partial<Signup> = {}): Signup {
  return {
    id,
    email: 'reader@example.org',
    newsletters: [NewsletterId.parse('morning')],
    language: 'de',
    timeZone: 'Europe/Berlin',
    wording: 'Ich möchte den Newsletter.',
    wordingVersion: '1',
    page: '/subscribe',
    at: at.toISOString(),
    ip: '192.0.2.1',
    ...change,
  };
}

/** What every SignupStore does. */
export function signupStoreContract(open: () => SignupStore): void {
  it('gives a request back, with its mail once there is one', async () => {
    const store = open();
    await store.put(aSignup('a', { hour: 6 }));
    expect(await store.find('a')).toEqual(aSignup('a', { hour: 6 }));
    await store.recordMail('a', { at: later, hash: 'h' });
    expect((await store.find('a'))?.mail).toEqual({ at: later.toISOString(), hash: 'h' });
    expect(await store.find('b')).toBeUndefined();
  });

  it('counts the mails to an address since a moment', async () => {
    const store = open();
    for (const id of ['a', 'b', 'c']) await store.put(aSignup(id));
    await store.put(aSignup('other', { email: 'other@example.org' }));
    await store.recordMail('a', { at, hash: 'h' });
    await store.recordMail('b', { at: later, hash: 'h' });
    await store.recordMail('other', { at: later, hash: 'h' });
    expect(await store.mailsSince('reader@example.org', at)).toBe(2);
    expect(await store.mailsSince('reader@example.org', later)).toBe(1);
  });

  it('forgets old requests and those of an address', async () => {
    const store = open();
    await store.put(aSignup('a'));
    await store.put(aSignup('b', { at: later.toISOString() }));
    await store.put(aSignup('c', { at: later.toISOString(), email: 'other@example.org' }));
    expect(await store.forget(later)).toBe(1);
    await store.forgetAddress('reader@example.org');
    expect(await store.find('b')).toBeUndefined();
    expect(await store.find('c')).toBeDefined();
  });
}
