import { EditionFinished } from '#contracts/events/edition-finished.event.js';
import { StageCompleted } from '#contracts/events/stage-completed.event.js';
import { EditionId } from '#contracts/ids.js';
import type { SendCounts } from '#contracts/send-state.js';
import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import { EditionStore, type EditionRecord } from '#ports/edition-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { SubscriberStore } from '#ports/subscriber-store.port.js';
import {
  anArticleToCollect,
  anEdition,
  aNewsletter,
  aSubscriber,
  created,
} from '#ports/testing/newsletter-builders.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { NewsletterModule } from '../newsletter.module.js';
import { SEND_QUEUE } from '../send-batch/send-queue.js';

export const EDITION = EditionId.parse('morning.de.2026-11-02T0600Z');
const EARLIER = new Date('2026-11-02T06:00:00Z');

interface Options {
  readonly smtpPort: number;
  readonly dataDir?: string;
  /** Stands at the slot of the edition when absent. */
  readonly clock?: TestClock;
}

/** The newsletter service with a mail server and one edition of two articles. */
export class SendingNewsroom {
  private orders = 0;

  private constructor(readonly app: StartedApp) {}

  /** With the edition planned for some subscribers, and nothing sent yet. */
  static async start({
    subscribers,
    ...options
  }: Options & { readonly subscribers: number }): Promise<SendingNewsroom> {
    const newsroom = await SendingNewsroom.open(options);
    await newsroom.plan(subscribers);
    return newsroom;
  }

  /** On data that is there already. */
  static async open({
    smtpPort,
    dataDir = ':memory:',
    clock = new TestClock(EARLIER),
  }: Options): Promise<SendingNewsroom> {
    const env = { COURANT_SMTP_URL: `smtp://127.0.0.1:${smtpPort}` };
    return new SendingNewsroom(await startApp(NewsletterModule, { dataDir, env, clock }));
  }

  /** Asks for the edition to be sent, as planning does; the id of the job. */
  async order(): Promise<string> {
    const id = `test-${(this.orders += 1)}-${performance.now()}`;
    await this.app.get(JobQueue).add([{ queue: SEND_QUEUE, id, data: { edition: EDITION } }]);
    return id;
  }

  /** Has it sent and waits until all that is due has been tried. */
  async send(): Promise<void> {
    const id = await this.order();
    const done = async () => (await this.app.get(JobQueue).find(SEND_QUEUE, id))?.state === 'finished';
    await eventually(done, { withinMs: 15_000, what: 'the end of the sending' });
    await eventually(async () => (await this.counts()).intent === 0);
  }

  async edition(): Promise<EditionRecord> {
    const found = await this.app.get(EditionStore).find(EDITION);
    if (found === undefined) throw new Error('the edition is gone');
    return found;
  }

  counts(): Promise<SendCounts> {
    return this.app.get(SendLedger).counts(EDITION);
  }

  /** Waits for the end of the edition; its counts. */
  async finished(): Promise<SendCounts> {
    await eventually(async () => (await this.edition()).state === 'finished', {
      withinMs: 15_000,
      what: 'the end of the edition',
    });
    return this.counts();
  }

  /** What the log says of the edition: counts of each time it was finished, and how many articles were mailed. */
  async told(): Promise<{ finished: SendCounts[]; mailed: number }> {
    const log = this.app.get(EventLog);
    const editions = await log.read({ topic: 'editions', limit: 100 });
    const stages = await log.read({ topic: 'stages', limit: 100 });
    const finished = editions.filter(({ attributes }) => attributes['type'] === EditionFinished.type);
    const done = stages.flatMap(({ value }) => StageCompleted.schema.safeParse(JSON.parse(String(value))).data ?? []);
    return {
      finished: finished.map(({ value }) => EditionFinished.schema.parse(JSON.parse(String(value))).counts),
      mailed: done.filter(({ stage, place }) => stage === 'mailed' && place === EDITION).length,
    };
  }

  stop(): Promise<void> {
    return this.app.stop();
  }

  private async plan(count: number): Promise<void> {
    const people = Array.from({ length: count }, (_, index) => aSubscriber(index));
    for (const person of people) await this.app.get(SubscriberStore).save(person, []);
    const ids = people.map(({ id }) => id);
    await this.app.get(NewsletterStore).create(aNewsletter());
    await this.app.get(CollectedArticleStore).put([anArticleToCollect(1), anArticleToCollect(2)], EARLIER);
    await created(this.app.get(EditionStore), anEdition(EDITION));
    await this.app.get(SendLedger).plan(EDITION, ids, EARLIER);
    await this.app.get(EditionStore).advance(EDITION, { cursor: '', audience: count, complete: true });
  }
}
