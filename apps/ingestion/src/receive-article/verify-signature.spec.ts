import { ProblemError } from '#contracts/problem.js';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { verifySignature, webhookHeaders } from './verify-signature.js';

/** The vector that the libraries of Standard Webhooks publish. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const VECTOR = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  body: '{"test": 2432232314}',
};
const at = (seconds: number): Date => new Date((1_614_265_330 + seconds) * 1_000);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Change {
  readonly headers?: object;
  readonly body?: string;
  readonly secrets?: readonly string[];
  readonly now?: Date;
}

/** `accepted`, or the status and reason of the refusal. */
function verdict({ headers = {}, body = VECTOR.body, secrets = [SECRET], now = at(0) }: Change = {}): string {
  const { id, timestamp, signature } = VECTOR;
  const sent = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature, ...headers };
  try {
    verifySignature(webhookHeaders(sent), bytes(body), secrets, now);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return `${error.status} ${error.message}`;
  }
}

describe('The signature of a webhook', () => {
  it('is right for the published vector', () => {
    expect(verdict()).toBe('accepted');
  });

  it('is right with a secret written without its prefix', () => {
    expect(verdict({ secrets: [SECRET.slice(6)] })).toBe('accepted');
  });

  it('is right with either of two live secrets, and with none it is not', () => {
    const other = 'whsec_c2VjcmV0LXRoYXQtaXMtbm90LXVzZWQtaGVyZQ==';
    expect(verdict({ secrets: [other, SECRET] })).toBe('accepted');
    expect(verdict({ secrets: [SECRET, other] })).toBe('accepted');
    expect(verdict({ secrets: [other] })).toMatch(/^401 /);
    expect(verdict({ secrets: [] })).toMatch(/^401 /);
  });

  it.each([
    [
      'several',
      `v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= ${VECTOR.signature}`,
    ],
    ['one of a version that is not known before', `v1a,Zm9v ${VECTOR.signature}`],
    ['the same twice', `${VECTOR.signature} ${VECTOR.signature}`],
  ])('may stand among %s', (_what, signature) => {
    expect(verdict({ headers: { 'webhook-signature': signature } })).toBe('accepted');
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('is wrong without the header %s', (name) => {
    expect(verdict({ headers: { [name]: undefined } })).toBe(`401 The header ${name} is missing.`);
    expect(verdict({ headers: { [name]: '' } })).toBe(`401 The header ${name} is missing.`);
    expect(verdict({ headers: { [name]: ['a', 'b'] } })).toBe(`401 The header ${name} is missing.`);
  });

  it.each([
    ['empty', 'v1,'],
    ['cut', VECTOR.signature.slice(0, 20)],
    ['of another version', VECTOR.signature.replace('v1', 'v2')],
    ['without a version', VECTOR.signature.slice(3)],
    ['of other bytes', 'v1,dGhpcyBpcyBub3QgdGhlIHNpZ25hdHVyZSBhdCBhbGw='],
    ['followed by more', `${VECTOR.signature}!!`],
    ['without its padding', VECTOR.signature.slice(0, -1)],
    ['different in bits that no byte uses', VECTOR.signature.replace('OE=', 'OF=')],
    ['in base64url', VECTOR.signature.replaceAll('+', '-').replaceAll('/', '_')],
    ['behind twenty others', `${'v1,Zm9v '.repeat(20)}${VECTOR.signature}`],
  ])('is wrong when it is %s', (_what, signature) => {
    expect(verdict({ headers: { 'webhook-signature': signature } })).toBe(
      '401 webhook-signature does not match the body.',
    );
  });

  it.each(['', 'hello', 'NaN', '1614265330.5', '-1614265330', '1e9', ' 1614265330', '9'.repeat(30)])(
    'is wrong when the timestamp is %j',
    (timestamp) => {
      expect(verdict({ headers: { 'webhook-timestamp': timestamp } })).toMatch(/^401 .*webhook-timestamp/);
    },
  );

  it('is right for five minutes to either side and not a second longer', () => {
    expect([verdict({ now: at(300) }), verdict({ now: at(-300) })]).toEqual(['accepted', 'accepted']);
    expect(verdict({ now: at(301) })).toBe('401 webhook-timestamp is 301 s old; at most 300 are allowed.');
    expect(verdict({ now: at(-301) })).toBe('401 webhook-timestamp is 301 s ahead; at most 300 are allowed.');
  });

  it('covers the id, so that no delivery can be passed off as another', () => {
    expect(verdict({ headers: { 'webhook-id': 'msg_other' } })).toMatch(/^401 .*does not match/);
    expect(verdict({ headers: { 'webhook-id': 'with space' } })).toMatch(/^401 webhook-id must be/);
    expect(verdict({ headers: { 'webhook-id': 'x'.repeat(256) } })).toMatch(/^401 webhook-id must be/);
  });

  it('covers every byte of the body', () => {
    for (let index = 0; index < VECTOR.body.length; index += 1) {
      const body = `${VECTOR.body.slice(0, index)}#${VECTOR.body.slice(index + 1)}`;
      expect(verdict({ body })).toMatch(/^401 /);
    }
    expect([verdict({ body: '' }), verdict({ body: `${VECTOR.body} ` })].every((text) => text.startsWith('401'))).toBe(
      true,
    );
  });

  it('agrees with the reference library on any body', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array({ minLength: 24, maxLength: 64 }), (body, key) => {
        const secret = `whsec_${Buffer.from(key).toString('base64')}`;
        const signature = new Webhook(secret).sign(VECTOR.id, at(0), body);
        const headers = { 'webhook-signature': signature };
        expect(verdict({ headers, body, secrets: [secret] })).toBe('accepted');
        expect(verdict({ headers, body: `${body}x`, secrets: [secret] })).toMatch(/^401 /);
      }),
    );
  });
});
