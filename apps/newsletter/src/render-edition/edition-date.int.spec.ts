import { anArticle } from '#ports/testing/article-builder.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { Readers } from '../testing/readers.js';
import { TestNewsroom } from '../testing/test-newsroom.js';

describe('The date of an edition', () => {
  let server: RealServer;
  let newsroom: TestNewsroom;
  let readers: Readers;
  beforeEach(async () => {
    server = await RealServer.start();
    newsroom = await TestNewsroom.start(server, { clock: new TestClock(new Date('2026-11-02T11:00:00Z')) });
    readers = new Readers(newsroom);
    await readers.add('tokyo', { timeZone: 'Asia/Tokyo' });
  });
  afterEach(async () => {
    await newsroom.stop();
    await server.stop();
  });
  const storm = anArticle('storm').in('en').titled('Storm');

  it('is the day of its readers in mail, page, archive and feed, though two have it at one moment', async () => {
    await newsroom.newsletter('morning');
    await readers.add('london', { timeZone: 'Europe/London', hour: 22 });
    await newsroom.publish(storm);
    await readers.at('2026-11-02T22:00:00Z');
    for (const [name, date, day] of [
      ['tokyo', 'November 3, 2026', '2026-11-03'],
      ['london', 'November 2, 2026', '2026-11-02'],
    ] as const) {
      const [mail, ...more] = await readers.mails(name);
      expect(more).toEqual([]);
      expect(mail?.text).toContain(`The morning, ${date}`);
      expect(String(mail?.html)).toContain(date);
      const path = /\/e\/[\w.-]+/.exec(mail?.text ?? '')?.[0] ?? '';
      const page = await (await newsroom.get(path)).text();
      expect(page).toContain(date);
      expect(page).toContain(`<title>The morning ${day}`);
      const archive = await (await newsroom.get('/n/morning')).text();
      expect(archive).toContain(`href="${path}">${date}</a>`);
      const { items } = await newsroom.json<{ items: { url: string; title: string }[] }>('/n/morning/feed.json');
      expect(items.find(({ url }) => url.endsWith(path))?.title).toBe(`The morning ${day}`);
    }
  });

  it.each([
    [{ kind: 'weekly', hour: 7, weekday: 2 }, '2026-11-02T22:00:00Z'],
    [{ kind: 'cron', cron: '0 7 * * 2' }, '2026-11-02T22:00:00Z'],
  ])('is the day of its readers by %j, too', async (schedule, at) => {
    await newsroom.newsletter('morning', { schedule });
    await newsroom.publish(storm);
    await readers.at(at);
    expect(await readers.newest('tokyo')).toContain('The morning, November 3, 2026');
  });

  it('is that of UTC when it is sent by hand', async () => {
    await newsroom.newsletter('morning');
    await newsroom.publish(storm);
    newsroom.clock.set('2026-11-02T20:00:00Z');
    await newsroom.send('POST', '/v1/newsletters/morning/editions', {});
    await readers.at('2026-11-02T20:01:00Z');
    expect(await readers.newest('tokyo')).toContain('The morning, November 2, 2026');
  });
});
