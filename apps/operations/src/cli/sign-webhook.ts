import { createHash } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** A body with the Standard Webhooks headers that prove its sender. */
export interface SignedRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Signs a JSON body with a source's secret (`whsec_...`). The id is made from the body, so posting the same file again is
 * a replay that the server recognises; give `id` to decide otherwise.
 */
export function signWebhook(body: string, secret: string, at: Date, id = `cli_${digest(body)}`): SignedRequest {
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

const digest = (body: string): string => createHash('sha256').update(body).digest('hex').slice(0, 32);
