import { z } from 'zod';
import type { Terminal } from '../cli/terminal.js';
import type { DemoClient } from './demo-client.js';
import { DEMO_NEWSLETTER } from './make-newsletter.js';
import { until } from './until.js';

const Started = z.object({
  editions: z.array(z.looseObject({ id: z.string(), language: z.string(), audience: z.int() })),
});
const Shown = z.looseObject({
  id: z.string(),
  language: z.string(),
  state: z.string(),
  counts: z.record(z.string(), z.int()),
  articles: z.array(z.looseObject({ id: z.string(), title: z.string() })),
});
const ShownList = z.object({ items: z.array(Shown) });

export interface SentEdition {
  readonly id: string;
  readonly language: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly articles: ReadonlyArray<{ readonly id: string; readonly title: string }>;
}

/** Sends an edition now, in every language that has subscribers, and waits for its end. */
export async function sendEdition({ api }: DemoClient, terminal: Terminal): Promise<SentEdition[]> {
  const { editions } = await api.post(`/v1/newsletters/${DEMO_NEWSLETTER}/editions`, {}, Started);
  return terminal.progress('sending', editions.length, async (tick) => {
    const sent: SentEdition[] = [];
    for (const { id, language } of editions) {
      const { counts, articles } = await until(`edition ${id}`, async () => {
        const edition = await api.call(`/v1/editions/${encodeURIComponent(id)}`, Shown);
        return edition.state === 'finished' ? edition : undefined;
      });
      sent.push({ id, language, counts, articles });
      tick();
    }
    return sent;
  });
}

/** The newest edition that reached somebody and still holds an article. */
export async function newestEdition({ api }: DemoClient): Promise<SentEdition | undefined> {
  const { items } = await api.call(`/v1/editions?newsletter=${DEMO_NEWSLETTER}&limit=100`, ShownList);
  return items.find(({ counts, articles }) => (counts['sent'] ?? 0) > 0 && articles.length > 0);
}
