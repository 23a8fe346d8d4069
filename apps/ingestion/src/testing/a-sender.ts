import type { StartedApp } from '#runtime/testing/start-app.js';
import { createHmac, randomUUID } from 'node:crypto';

export interface SendOptions {
  readonly id?: string;
  readonly at?: Date;
  readonly contentType?: string;
  readonly secret?: string;
  readonly traceparent?: string;
}

/** A source as its CMS sees it: signs bodies and posts them. */
export class TestSender {
  constructor(
    private readonly app: StartedApp,
    readonly source: string,
    readonly secret: string,
  ) {}

  static async make(app: StartedApp, settings: object = {}, id = 'courier'): Promise<TestSender> {
    const response = await app.fetch('/v1/sources', {
      method: 'POST',
      admin: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, name: id, ...settings }),
    });
    const { secret } = (await response.json()) as { secret: string };
    return new TestSender(app, id, secret);
  }

  /** Posts a body as it is, rightly signed unless told otherwise. */
  post(body: string | Uint8Array<ArrayBuffer>, options: SendOptions = {}): Promise<Response> {
    const { id = `msg_${randomUUID()}`, at = new Date(), contentType = 'application/json', traceparent } = options;
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const key = Buffer.from((options.secret ?? this.secret).replace('whsec_', ''), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
    return this.app.fetch(`/v1/sources/${this.source}/articles`, {
      method: 'POST',
      headers: {
        'content-type': contentType,
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
        ...(traceparent === undefined ? {} : { traceparent }),
      },
      body,
    });
  }

  send(article: unknown, options: SendOptions = {}): Promise<Response> {
    return this.post(JSON.stringify(article), options);
  }
}

/** The smallest native article. */
export function aNative(externalId = 'a-1', parts: object = {}): Record<string, unknown> {
  return {
    externalId,
    title: `Title of ${externalId}`,
    body: { html: `<p>Body of ${externalId}, long enough to read.</p>` },
    language: 'en',
    ...parts,
  };
}
