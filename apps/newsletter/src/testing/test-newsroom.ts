import { createEvent } from '#contracts/cloud-event.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import type { ArticleBuilder } from '#ports/testing/article-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import type { Environment } from '#runtime/config/environment.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { simpleParser, type ParsedMail } from 'mailparser';
import { NewsletterModule } from '../newsletter.module.js';
import { PLAN_QUEUE } from '../plan-edition/plan-queue.js';

/** The mail server as tests see it. */
export interface Inbox {
  readonly port: number;
  readonly received: ReadonlyArray<{ readonly to: string; readonly raw: string }>;
}

interface TestNewsroomOptions {
  readonly clock?: TestClock;
  readonly dataDir?: string;
  readonly env?: Environment;
}

/** The newsletter service with a mail server, driven over HTTP and the event log. */
export class TestNewsroom {
  private looks = 0;

  private constructor(
    readonly app: StartedApp,
    readonly clock: TestClock,
    private readonly inbox: Inbox,
  ) {}

  static async start(
    inbox: Inbox,
    { clock = new TestClock(), dataDir = ':memory:', env: more = {} }: TestNewsroomOptions = {},
  ): Promise<TestNewsroom> {
    const env = { COURANT_SMTP_URL: `smtp://127.0.0.1:${inbox.port}`, ...more };
    return new TestNewsroom(await startApp(NewsletterModule, { dataDir, clock, env }), clock, inbox);
  }

  stop(): Promise<void> {
    return this.app.stop();
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.app.fetch(path, { admin: path.startsWith('/v1'), headers, redirect: 'manual' });
  }

  async json<Answer>(path: string): Promise<Answer> {
    const response = await this.get(path);
    expect(response.status).toBe(200);
    return (await response.json()) as Answer;
  }

  /** With the admin token, as JSON. */
  send(method: string, path: string, body?: unknown): Promise<Response> {
    const sent =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    return this.app.fetch(path, { method, admin: true, ...sent });
  }

  /** As a browser sends a form. */
  form(
    path: string,
    fields: Record<string, string> | string[][],
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = new URLSearchParams(fields);
    return this.app.fetch(path, { method: 'POST', body, headers, redirect: 'manual' });
  }

  async newsletter(id: string, settings: object = {}): Promise<void> {
    const newsletter = {
      ...{ id, name: { en: `The ${id}`, de: `Der ${id}` }, languages: ['en', 'de'] },
      schedule: { kind: 'daily', hour: 7 },
      ...settings,
    };
    const response = await this.send('POST', '/v1/newsletters', newsletter);
    if (response.status !== 201) throw new Error(`no newsletter: ${await response.text()}`);
  }

  /** Publishes articles and waits until they are collected. */
  async publish(...articles: ArticleBuilder[]): Promise<void> {
    const origin = { service: 'ingestion', time: this.clock.now() } as const;
    const built = articles.map((article) => article.build());
    await this.app
      .get(EventLog)
      .append(
        built.map((article) =>
          createEvent(ArticlePublished, { article, version: article.version, previousVersion: null }, origin),
        ),
      );
    await eventually(async () => {
      const found = await this.app.get(CollectedArticleStore).find(built.map(({ id }) => id));
      return built.every(({ id, version }) => found.some((one) => one.id === id && one.version >= version));
    });
  }

  /** Takes an article back by its next version, and waits until that has arrived. */
  async withdraw(article: ArticleBuilder): Promise<void> {
    const { id, version } = article.build();
    const now = this.clock.now();
    const data = { articleId: id, version: version + 1, reason: 'wrong', at: now.toISOString() };
    await this.app.get(EventLog).append([createEvent(ArticleWithdrawn, data, { service: 'ingestion', time: now })]);
    await eventually(async () => (await this.app.get(CollectedArticleStore).find([id])).length === 0);
  }

  /** Mails that the server took over for an address, oldest first. */
  mailsTo(address: string): Promise<ParsedMail[]> {
    return Promise.all(this.inbox.received.filter(({ to }) => to === address).map(({ raw }) => simpleParser(raw)));
  }

  /** Waits for the newest confirmation mail to an address; the token of its link. */
  async confirmationToken(email: string, before = 0): Promise<string> {
    return eventually(
      async () => {
        const mails = await this.mailsTo(email);
        return mails.length > before ? /\/s\/([\w.~-]+)/.exec(mails.at(-1)?.text ?? '')?.[1] : undefined;
      },
      { what: `a confirmation mail to ${email}` },
    );
  }

  /** Signs up and confirms as the holder of the address would; the path of the own settings. */
  async subscriber(email: string, newsletter: string, settings: object = {}): Promise<string> {
    const before = (await this.mailsTo(email)).length;
    const asked = await this.send('POST', '/v1/subscriptions', { email, newsletters: [newsletter], ...settings });
    expect(asked.status).toBe(202);
    const response = await this.form(`/s/${await this.confirmationToken(email, before)}/confirm`, {});
    expect(response.status).toBe(200);
    const path = /\/s\/[\w.~-]+\/preferences/.exec(await response.text())?.[0];
    if (path === undefined) throw new Error('no way to the preferences');
    return path;
  }

  /** Has the planner look now, and waits for its end. */
  async look(): Promise<void> {
    const id = `test-${(this.looks += 1)}`;
    const jobQueue = this.app.get(JobQueue);
    await jobQueue.add([{ queue: PLAN_QUEUE, id, data: {} }]);
    await eventually(async () => (await jobQueue.find(PLAN_QUEUE, id))?.state === 'finished', {
      what: 'a look at what is due',
    });
  }

  /** Waits for the end of an edition. */
  async finished(id: string): Promise<EditionShown> {
    return eventually(
      async () => {
        const edition = await this.json<EditionShown>(`/v1/editions/${id}`);
        return edition.state === 'finished' && edition;
      },
      { withinMs: 10_000, what: `the end of ${id}` },
    );
  }
}

/** An edition as the API shows it. */
export interface EditionShown {
  readonly id: string;
  readonly language: string;
  readonly slot: string;
  readonly state: string;
  readonly audience: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly articles: ReadonlyArray<{ readonly id: string; readonly title: string }>;
}
