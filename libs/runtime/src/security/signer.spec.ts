import { TestClock } from '#ports/testing/test-clock.js';
import fc from 'fast-check';
import { Signer } from './signer.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ';
const clock = new TestClock();
const signer = new Signer('a-secret-that-is-long-enough-for-tests', clock);
const payload = fc.string({ unit: 'grapheme', maxLength: 60 });
const inAnHour = (): Date => new Date(clock.now().getTime() + 3_600_000);

describe('A signed token', () => {
  it('gives its payload back for its purpose, whatever it holds', () => {
    fc.assert(
      fc.property(payload, fc.boolean(), (text, ends) => {
        const token = signer.sign('confirm', text, ends ? inAnHour() : undefined);
        expect(token).toMatch(/^[\w-]*\.[0-9a-z]*\.[\w-]+$/);
        expect(signer.verify('confirm', token)).toBe(text);
      }),
    );
  });

  it('is worth nothing after any change of any of its characters', () => {
    const token = signer.sign('confirm', 'subscriber mzxw6ytboi', inAnHour());
    for (let at = 0; at < token.length; at += 1) {
      for (const letter of ALPHABET) {
        if (letter === token[at]) continue;
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        if (signer.verify('confirm', changed) !== undefined) throw new Error(`${changed} passed for ${token}`);
      }
    }
  });

  it('is worth nothing cut, lengthened or put together from others', () => {
    fc.assert(
      fc.property(payload, payload, fc.nat(), fc.string({ minLength: 1, maxLength: 5 }), (one, other, cut, more) => {
        const token = signer.sign('confirm', one, inAnHour());
        const [body = '', end = ''] = token.split('.');
        const [otherBody = '', , otherMac = ''] = signer.sign('confirm', other).split('.');
        const forged = [token.slice(0, cut % token.length), token + more, more + token, `${body}.${end}.`];
        if (one !== other) forged.push(`${otherBody}.${end}.${token.split('.')[2] ?? ''}`);
        forged.push(`${body}.${end}.${otherMac}`, `${body}..${token.split('.')[2] ?? ''}`);
        for (const candidate of forged) expect(signer.verify('confirm', candidate)).toBeUndefined();
      }),
    );
  });

  it('is worth nothing for another purpose, nor from another installation', () => {
    fc.assert(
      fc.property(payload, (text) => {
        const token = signer.sign('confirm', text);
        expect(signer.verify('unsubscribe', token)).toBeUndefined();
        expect(new Signer('another-secret-that-is-long-enough-too', clock).verify('confirm', token)).toBeUndefined();
      }),
    );
  });

  it('ends at its time, and without a time never', () => {
    const own = new TestClock();
    const timed = new Signer('a-secret-that-is-long-enough-for-tests', own);
    const ending = timed.sign('confirm', 'x', new Date(own.now().getTime() + 10_000));
    const lasting = timed.sign('confirm', 'x');
    own.advance(9_999);
    expect(timed.verify('confirm', ending)).toBe('x');
    own.advance(1);
    expect(timed.verify('confirm', ending)).toBeUndefined();
    own.advance(1e12);
    expect(timed.verify('confirm', lasting)).toBe('x');
  });
});
