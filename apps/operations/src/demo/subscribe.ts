import { z } from 'zod';
import type { DemoClient } from './demo-client.js';
import { mailText, mailsTo } from './demo-mail.js';
import { DEMO_NEWSLETTER } from './make-newsletter.js';
import { until } from './until.js';

export interface DemoSubscriber {
  readonly email: string;
  readonly language: string;
  readonly timeZone: string;
}

export const DEMO_SUBSCRIBERS: readonly DemoSubscriber[] = [
  { email: 'lena@reader.example', language: 'de', timeZone: 'Europe/Berlin' },
  { email: 'oliver@reader.example', language: 'en', timeZone: 'Europe/London' },
];

const Found = z.object({ items: z.array(z.looseObject({ newsletters: z.array(z.unknown()).optional() })) });

/** Signs an address up and confirms it with the link of the mail, as its owner would; once is enough. */
export async function subscribe(demo: DemoClient, subscriber: DemoSubscriber): Promise<void> {
  if (await isKnown(demo, subscriber)) return;
  await demo.api.post('/v1/subscriptions', { ...subscriber, newsletters: [DEMO_NEWSLETTER] }, z.unknown());
  const confirmation = await until(`the confirmation mail to ${subscriber.email}`, async () => {
    for (const { id } of await mailsTo(demo, subscriber.email)) {
      const link = /https?:\/\/\S+\/s\/[\w.~-]+/.exec(await mailText(demo, id))?.[0];
      if (link !== undefined) return link;
    }
    return undefined;
  });
  const path = new URL(confirmation).pathname;
  const answer = await demo.api.send(`${path}/confirm`, { method: 'POST' });
  if (!answer.ok) throw new Error(`confirming ${subscriber.email}: ${answer.status}`);
}

async function isKnown({ api }: DemoClient, { email }: DemoSubscriber): Promise<boolean> {
  const { items } = await api.call(`/v1/subscribers?email=${encodeURIComponent(email)}`, Found);
  return items.length > 0;
}
