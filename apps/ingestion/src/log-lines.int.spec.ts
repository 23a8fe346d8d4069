import { articleIdOf } from '#contracts/article-id.js';
import { PermanentError } from '#contracts/errors.js';
import { SourceId } from '#contracts/ids.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { StageCompleted } from '#contracts/events/stage-completed.event.js';
import { createEvent } from '#contracts/cloud-event.js';
import { EventLog } from '#ports/event-log.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { TextPool } from '#text/worker/text-pool.js';
import { IngestionModule } from './ingestion.module.js';
import { aNative, TestSender } from './testing/a-sender.js';

type Line = Readonly<Record<string, unknown>>;

const traceIdOf = (digit: string) => digit.repeat(32);
const traceparentOf = (digit: string) => `00-${traceIdOf(digit)}-00f067aa0ba902b7-01`;
const idOf = (externalId: string) => articleIdOf(SourceId.parse('courier'), externalId);

/** The lines that the program writes, read as what collects logs reads them. */
class WrittenLog {
  private text = '';

  write(text: string): void {
    this.text += text;
  }

  lines(): Line[] {
    return this.text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);
  }
}

describe('The log', () => {
  let app: StartedApp;
  let sender: TestSender;
  let log: WrittenLog;
  beforeEach(async () => {
    log = new WrittenLog();
    app = await startApp(IngestionModule, { dataDir: ':memory:', log, env: { COURANT_LOG_LEVEL: 'debug' } });
    sender = await TestSender.make(app);
  });
  afterEach(() => app.stop());

  const line = (message: string, externalId: string): Promise<Line> =>
    eventually(() => log.lines().find((one) => one['message'] === message && one['articleId'] === idOf(externalId)), {
      ...{ withinMs: 25_000, longestPauseMs: 250 },
      what: `the line "${message}" of ${externalId}`,
    });

  it('follows every article by its id in the trace of its own request, though requests are committed together', async () => {
    const digits = ['1', '2', '3', '4', '5', '6', '7', '8'];
    await Promise.all(digits.map((digit) => sender.send(aNative(digit), { traceparent: traceparentOf(digit) })));
    for (const digit of digits) {
      const about = { articleId: idOf(digit), traceId: traceIdOf(digit) };
      expect(await line('article accepted', digit)).toMatchObject({ ...about, version: 1, state: 'accepted' });
      expect(await line('article published', digit)).toMatchObject(about);
    }
    await sender.send(aNative('1', { status: 'withdrawn' }), { traceparent: traceparentOf('9') });
    expect(await line('article withdrawn', '1')).toMatchObject({ traceId: traceIdOf('9') });
  });

  it('names the article and the trace of an event that is put aside', async () => {
    const data = { articleId: idOf('broken'), version: 1, stage: 'indexed', at: '2026-11-02T07:30:00Z' } as const;
    const origin = { service: 'search', time: new Date(data.at), traceparent: traceparentOf('a') } as const;
    await app.get(EventLog).append([{ ...createEvent(StageCompleted, data, origin), data: { version: 'none' } }]);
    expect(await line('event put aside as dead letter', 'broken')).toMatchObject({
      ...{ level: 50, traceId: traceIdOf('a'), group: 'ingestion.receipts', type: StageCompleted.type },
      deadLetter: expect.any(String),
      attempts: 1,
    });
  });

  it('names the article and the trace of an event that the log refuses', async () => {
    const eventLog = app.get(EventLog);
    const append = eventLog.append.bind(eventLog);
    eventLog.append = (events) =>
      events.some(({ type }) => type === ArticlePublished.type)
        ? Promise.reject(new PermanentError('too large'))
        : append(events);
    await sender.send(aNative('refused'), { traceparent: traceparentOf('c') });
    expect(await line('event that the log refuses put aside', 'refused')).toMatchObject({
      ...{ level: 50, traceId: traceIdOf('c'), group: 'ingestion.relay', type: ArticlePublished.type },
      deadLetter: expect.any(String),
      attempts: 1,
    });
  });

  it('names the article and its trace when it is held, and when its job has failed for good', async () => {
    // As when the thread that reads texts runs out of memory over one.
    app.get(TextPool).run = () => Promise.reject(new Error('the thread ended'));
    await sender.send(aNative('unreadable'), { traceparent: traceparentOf('b') });
    const about = { articleId: idOf('unreadable'), traceId: traceIdOf('b') };
    const held = await line('article held: it could not be prepared', 'unreadable');
    expect(held).toMatchObject({ ...about, level: 40, version: 1, err: { message: 'the thread ended' } });
    const failed = await line('job failed for good', 'unreadable');
    expect(failed).toMatchObject({ ...about, level: 50, queue: 'ingestion.prepare-held' });
  }, 60_000);
});
