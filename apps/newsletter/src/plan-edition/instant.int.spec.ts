import { createEvent } from '#contracts/cloud-event.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { EventLog } from '#ports/event-log.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { TestNewsroom, type EditionShown } from '../testing/test-newsroom.js';
import { PLAN_QUEUE } from './plan-queue.js';

describe('An article that was just published', () => {
  let server: RealServer;
  let newsroom: TestNewsroom;
  beforeEach(async () => {
    server = await RealServer.start();
    newsroom = await TestNewsroom.start(server, { clock: new TestClock(new Date()) });
  });
  afterEach(async () => {
    await newsroom.stop();
    await server.stop();
  });
  const titled = (title: string) => anArticle(title).in('en').titled(title);
  /** Editions that arrived, as time goes on. */
  const editions = async () => {
    newsroom.clock.set(new Date());
    return (await newsroom.mailsTo('ann@reader.example')).slice(1);
  };

  it('goes out within seconds in an instant newsletter, together with those that came with it, also to who just signed up', async () => {
    await newsroom.newsletter('flash', { schedule: { kind: 'instant' } });
    await newsroom.subscriber('ann@reader.example', 'flash', { language: 'en' });
    await newsroom.publish(titled('Storm'), titled('Flood'));
    await eventually(async () => (await editions()).length === 1, { withinMs: 4_000, what: 'the first edition' });
    const [first] = await editions();
    expect(first?.text).toContain('Storm');
    expect(first?.text).toContain('Flood');
    await newsroom.publish(titled('Calm'));
    await eventually(async () => (await editions()).length === 2, { withinMs: 4_000, what: 'the second edition' });
    const second = (await editions()).at(-1);
    expect(second?.text).toContain('Calm');
    expect(second?.text).not.toContain('Storm');
  });

  it('has nobody look where no newsletter is instant', async () => {
    await newsroom.newsletter('morning');
    await newsroom.publish(titled('Storm'));
    const jobs = await newsroom.app.get(JobQueue).list(PLAN_QUEUE, 'delayed', 100);
    expect(jobs.filter(({ id }) => id.startsWith('instant'))).toEqual([]);
  });

  it('is in the edition that is sent right after it', async () => {
    await newsroom.newsletter('morning');
    await newsroom.subscriber('ann@reader.example', 'morning', { language: 'en' });
    const articles = Array.from({ length: 300 }, (_, index) => titled(`Title ${index}`).build());
    const events = articles.map((article) => {
      const data = { article, version: article.version, previousVersion: null };
      return createEvent(ArticlePublished, data, { service: 'ingestion', time: new Date() });
    });
    await newsroom.app.get(EventLog).append(events);
    const started = await newsroom.send('POST', '/v1/newsletters/morning/editions', {});
    const { editions } = (await started.json()) as { editions: EditionShown[] };
    const { articles: sent } = await newsroom.json<EditionShown>(`/v1/editions/${editions[0]?.id}`);
    expect(sent.map(({ title }) => title)).toContain('Title 299');
  });
});
