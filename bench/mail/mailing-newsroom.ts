import { ApiClient } from '#apps/operations/src/cli/api-client.js';
import { postArticles } from '#apps/operations/src/cli/post-articles.js';
import { EditionDto, StartedEditions } from '#apps/newsletter/src/editions/edition.dto.js';
import { eventually } from '#ports/testing/eventually.js';
import type { Environment } from '#runtime/config/environment.js';
import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { articleBody } from '../accept/article-body.js';
import { fillSubscribers } from './fill-subscribers.js';
import { PeakMemory } from './peak-memory.js';
import type { SinkProcess } from './sink-process.js';

const ARTICLES = 10;
const WITHIN_MS = 10 * 60_000;
const Made = z.looseObject({ secret: z.string() });

/** How one edition went out. */
export interface MailedEdition {
  /** By the sink's clock, from its first message to its last. */
  readonly perSecond: number;
  readonly counts: EditionDto['counts'];
  readonly messages: number;
  readonly bytesEach: number;
  readonly sample: string;
  /** Resident memory before the sending and at its most. */
  readonly beforeMb: number;
  readonly peakMb: number;
}

/** The built program with subscribers, whose editions go to the sink. */
export class MailingNewsroom {
  private posted = 0;

  private constructor(
    private readonly newsroom: NewsroomProcess,
    private readonly client: ApiClient,
    private readonly sink: SinkProcess,
    private readonly secret: string,
  ) {}

  /** With a newsletter for each audience. */
  static async start(
    sink: SinkProcess,
    audiences: Readonly<Record<string, number>>,
    env: Environment = {},
  ): Promise<MailingNewsroom> {
    const dataDir = mkdtempSync(join(tmpdir(), 'courant-bench-'));
    await fillSubscribers(dataDir, audiences);
    const smtp = { COURANT_SMTP_URL: `smtp://127.0.0.1:${sink.port}` };
    const newsroom = await NewsroomProcess.start({ dataDir, env: { ...smtp, ...env } });
    const client = new ApiClient(newsroom.url, newsroom.adminToken);
    const { secret } = await client.post('/v1/sources', { id: 'bench', name: 'Bench' }, Made);
    for (const id of Object.keys(audiences)) await client.post('/v1/newsletters', newsletterOf(id), z.unknown());
    return new MailingNewsroom(newsroom, client, sink, secret);
  }

  /** Publishes articles and sends an edition of them. */
  async edition(newsletter: string): Promise<MailedEdition> {
    await this.publish();
    await this.sink.forget();
    const memory = new PeakMemory(this.newsroom.pid);
    const edition = await this.finished(await this.sendNow(newsletter));
    const { messages, bytes, firstAt, lastAt, sample } = await this.sink.report();
    return {
      ...{ perSecond: (messages * 1_000) / (lastAt - firstAt), counts: edition.counts, messages, sample },
      ...{ bytesEach: bytes / messages, beforeMb: memory.beforeMb, peakMb: memory.end() },
    };
  }

  async dispose(): Promise<void> {
    await this.newsroom.dispose();
    rmSync(this.newsroom.dataDir, { recursive: true, force: true });
  }

  private async publish(): Promise<void> {
    const articles = Array.from({ length: ARTICLES }, () => articleBody((this.posted += 1)));
    for await (const { status } of postArticles(
      this.client,
      { id: 'bench', secret: this.secret },
      articles.map((article) => JSON.parse(article) as Record<string, unknown>),
    )) {
      if (status !== 202) throw new Error(`an article was answered ${status}`);
    }
  }

  /** Asks until all articles have arrived. */
  private sendNow(newsletter: string): Promise<string> {
    return eventually(
      async () => {
        const { editions } = await this.client.post(`/v1/newsletters/${newsletter}/editions`, {}, StartedEditions);
        return editions[0]?.id;
      },
      { withinMs: WITHIN_MS, what: 'an edition' },
    );
  }

  private async finished(id: string): Promise<EditionDto> {
    return eventually(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        const edition = await this.client.call(`/v1/editions/${id}`, EditionDto);
        return edition.state === 'finished' && edition;
      },
      { withinMs: WITHIN_MS, what: `the end of ${id}` },
    );
  }
}

/** Fewer articles make no edition; its own time never comes while it is measured. */
function newsletterOf(id: string) {
  const schedule = { kind: 'cron', cron: '0 0 1 1 *' };
  return { id, name: { en: id }, languages: ['en'], schedule, minArticles: ARTICLES, from: 'news@example.org' };
}
