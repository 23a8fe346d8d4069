import { ApiClient } from '#apps/operations/src/cli/api-client.js';
import { postArticles, type PostResult } from '#apps/operations/src/cli/post-articles.js';
import { SummaryDto } from '#apps/operations/src/summary/summary.dto.js';
import { SearchAnswer } from '#contracts/search.js';
import { eventually } from '#ports/testing/eventually.js';
import { z } from 'zod';
import type { Newsroom } from './newsroom.js';
import type { SmtpSink } from './smtp-sink.js';

/** A source with the secret that signs. */
export interface Sender {
  readonly id: string;
  readonly secret: string;
}

const soon = (what: string) => ({ withinMs: 20_000, what });

const Made = z.looseObject({ secret: z.string() });
const Receipt = z.looseObject({
  stages: z.array(
    z.looseObject({
      ...{ stage: z.string(), place: z.string().optional(), outcome: z.enum(['completed', 'failed']) },
      ...{ at: z.string(), version: z.int() },
    }),
  ),
});
const Related = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });
const EditionAnswer = z.looseObject({
  id: z.string(),
  language: z.string(),
  state: z.string(),
  audience: z.int(),
  counts: z.record(z.string(), z.int()),
  articles: z.array(z.looseObject({ id: z.string(), title: z.string() })),
});
const Started = z.object({ editions: z.array(z.looseObject({ id: z.string(), language: z.string() })) });

/** What people do with a newsroom, over its public interface alone. */
export class World {
  readonly api: ApiClient;

  constructor(readonly newsroom: Newsroom) {
    this.api = new ApiClient(newsroom.url, newsroom.adminToken);
  }

  async aSource(id: string): Promise<Sender> {
    const { secret } = await this.api.post('/v1/sources', { id, name: id }, Made);
    return { id, secret };
  }

  /** Posts through the signed webhook; answers in order. */
  async post(sender: Sender, ...articles: unknown[]): Promise<PostResult[]> {
    const results: PostResult[] = [];
    for await (const result of postArticles(this.api, sender, articles)) results.push(result);
    return results;
  }

  /** Posts one article and answers its id. */
  async accepted(sender: Sender, article: unknown): Promise<string> {
    const [result] = await this.post(sender, article);
    if (result?.id === undefined) throw new Error(`not accepted: ${JSON.stringify(result)}`);
    return result.id;
  }

  search(query: string): Promise<SearchAnswer> {
    return this.api.call(`/v1/search?${query}`, SearchAnswer);
  }

  receipt(id: string): Promise<z.infer<typeof Receipt>> {
    return this.api.call(`/v1/articles/${id}/receipt`, Receipt);
  }

  /** The ids of the articles that are shown as related to one. */
  async related(id: string): Promise<string[]> {
    return (await this.api.call(`/v1/articles/${id}/related`, Related)).items.map((item) => item.id);
  }

  /** Waits until the receipt of an article names all these stages. */
  async reached(id: string, ...stages: string[]): Promise<void> {
    await eventually(
      async () => {
        const names = (await this.receipt(id)).stages.map(({ stage }) => stage);
        return stages.every((stage) => names.includes(stage));
      },
      soon(`stages ${stages.join(', ')} of ${id}`),
    );
  }

  /** Waits until the receipt of an article tells of a stage done in each of these places. */
  async reachedPlaces(id: string, stage: string, places: readonly string[]): Promise<void> {
    await eventually(
      async () => {
        const done = (await this.receipt(id)).stages.filter((one) => one.stage === stage && one.outcome !== 'failed');
        return places.every((place) => done.some((one) => one.place === place));
      },
      soon(`${stage} of ${id} in ${places.join(', ')}`),
    );
  }

  async aNewsletter(id: string, settings: object = {}): Promise<void> {
    const newsletter = {
      id,
      name: { en: `The ${id}`, de: `Der ${id}` },
      languages: ['en', 'de'],
      schedule: { kind: 'daily', hour: 7 },
      ...settings,
    };
    await this.api.post('/v1/newsletters', newsletter, z.unknown());
  }

  /** Signs up and confirms by the link in the mail, as the owner of the address would. */
  async aSubscriber(email: string, newsletter: string, sink: SmtpSink, language = 'en'): Promise<void> {
    await this.api.post('/v1/subscriptions', { email, newsletters: [newsletter], language }, z.unknown());
    const link = await eventually(
      async () => {
        const [mail] = await sink.mailsTo(email);
        const found = /https?:\/\/\S+\/s\/[\w.~-]+/.exec(mail?.text ?? '')?.[0];
        return found === undefined ? undefined : new URL(found).pathname;
      },
      soon(`the confirmation mail to ${email}`),
    );
    const answer = await this.api.send(`${link}/confirm`, { method: 'POST' });
    expect(answer.status).toBe(200);
  }

  /** Takes over people who confirmed elsewhere, as a publisher that moves to Courant does. */
  async importedSubscribers(emails: readonly string[], newsletter: string): Promise<void> {
    const lines = emails.map((email) => `${email},${newsletter},confirmed,en,"signed on paper"`);
    const body = ['email,newsletters,state,language,consent', ...lines].join('\n');
    const answer = await this.api.send('/v1/subscribers/import', {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/csv' },
    });
    expect(answer.status).toBe(200);
  }

  /** Starts the editions of a newsletter now. */
  async sendNow(newsletter: string): Promise<Array<{ id: string; language: string }>> {
    return (await this.api.post(`/v1/newsletters/${newsletter}/editions`, {}, Started)).editions;
  }

  edition(id: string): Promise<z.infer<typeof EditionAnswer>> {
    return this.api.call(`/v1/editions/${encodeURIComponent(id)}`, EditionAnswer);
  }

  /** Waits for the end of an edition. */
  async finished(id: string): Promise<z.infer<typeof EditionAnswer>> {
    return eventually(
      async () => {
        const edition = await this.edition(id);
        return edition.state === 'finished' ? edition : undefined;
      },
      soon(`the end of edition ${id}`),
    );
  }

  /** Events that no group has handled yet, of all groups together. */
  async lag(): Promise<number> {
    const { consumers } = await this.api.call('/v1/ops/summary', SummaryDto);
    return consumers.reduce((sum, { lag }) => sum + lag, 0);
  }

  async openDeadLetters(): Promise<number> {
    return (await this.api.call('/v1/ops/summary', SummaryDto)).deadLetters.open;
  }
}
