import { signWebhook } from './sign-webhook.js';

describe('signWebhook', () => {
  it('gives the signature of the Standard Webhooks test vector', () => {
    const { headers } = signWebhook(
      '{"test": 2432232314}',
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      new Date(1_614_265_330_000),
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
    );
    expect(headers['webhook-timestamp']).toBe('1614265330');
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('makes every signing a delivery of its own, so that what is changed back is not taken for a replay', () => {
    const sign = () =>
      signWebhook('{"a":1}', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', new Date()).headers['webhook-id'];
    expect(sign()).not.toBe(sign());
  });
});
