import { z } from 'zod';
import type { DemoClient } from './demo-client.js';

const Caught = z.looseObject({ id: z.string(), subject: z.string(), receivedAt: z.string() });
const CaughtList = z.object({ items: z.array(Caught) });
const Content = z.looseObject({ text: z.string() });

/** Mails that the built-in catcher got for an address, newest first. */
export async function mailsTo({ api }: DemoClient, address: string): Promise<Array<z.infer<typeof Caught>>> {
  return (await api.call(`/mail/messages?to=${encodeURIComponent(address)}`, CaughtList)).items;
}

/** The text part of a caught mail. */
export async function mailText({ api }: DemoClient, id: string): Promise<string> {
  return (await api.call(`/mail/messages/${encodeURIComponent(id)}`, Content)).text;
}
