import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** A body with the Standard Webhooks headers that prove its sender. */
export interface SignedRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Signs a JSON body with a source's secret (`whsec_...`) as a delivery of its own: an article that was changed back to what it
 * was is news to the server. What is sent again because no answer came is to be sent as it is, under the same id.
 */
export function signWebhook(body: string, secret: string, at: Date, id = `cli_${randomUUID()}`): SignedRequest {
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    },
  };
}
