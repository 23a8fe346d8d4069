import { anArticle } from '#ports/testing/article-builder.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { Readers } from '../testing/readers.js';
import { TestNewsroom } from '../testing/test-newsroom.js';

/** A Monday, noon in Berlin and 20:00 in Tokyo. */
const MONDAY = '2026-11-02T11:00:00Z';

describe('A newsletter at given times', () => {
  let server: RealServer;
  let newsroom: TestNewsroom;
  let readers: Readers;
  beforeEach(async () => {
    server = await RealServer.start();
    newsroom = await TestNewsroom.start(server, { clock: new TestClock(new Date(MONDAY)) });
    readers = new Readers(newsroom);
  });
  afterEach(async () => {
    await newsroom.stop();
    await server.stop();
  });
  const publish = (...titles: string[]) =>
    newsroom.publish(...titles.map((title) => anArticle(title).in('en').titled(title)));

  it('comes to each reader at the hour of the own time zone or the own wish, once a day', async () => {
    await newsroom.newsletter('morning');
    await readers.add('berlin');
    await readers.add('tokyo', { timeZone: 'Asia/Tokyo' });
    await readers.add('late', { hour: 20 });
    const got = () => readers.got('berlin', 'tokyo', 'late');
    await publish('Monday');
    await readers.at('2026-11-02T18:59:59Z');
    expect(await got()).toEqual([0, 0, 0]);
    await readers.at('2026-11-02T19:00:00Z');
    expect(await got()).toEqual([0, 0, 1]);
    await readers.at('2026-11-02T21:59:59Z');
    expect(await got()).toEqual([0, 0, 1]);
    await readers.at('2026-11-02T22:00:00Z');
    expect(await got()).toEqual([0, 1, 1]);
    await readers.at('2026-11-03T06:00:00Z');
    expect(await got()).toEqual([1, 1, 1]);
    await publish('Tuesday');
    await readers.at('2026-11-03T19:00:00Z');
    await readers.at('2026-11-03T22:00:00Z');
    await readers.at('2026-11-04T06:00:00Z');
    expect(await got()).toEqual([2, 2, 2]);
    for (const name of ['berlin', 'tokyo', 'late']) {
      const mail = await readers.newest(name);
      expect(mail).toContain('Tuesday');
      expect(mail).not.toContain('Monday');
    }
  });

  it('comes late, and once, after a downtime over its hour', async () => {
    await newsroom.newsletter('morning');
    await readers.add('berlin');
    await publish('Monday');
    await readers.at('2026-11-03T05:59:00Z');
    await readers.at('2026-11-04T02:00:00Z');
    await readers.at('2026-11-04T02:01:00Z');
    expect(await readers.got('berlin')).toEqual([1]);
    await publish('Tuesday');
    await readers.at('2026-11-04T06:00:00Z');
    expect(await readers.got('berlin')).toEqual([2]);
  });

  it('is left out when it is later than 20 hours, and its articles come with the next', async () => {
    await newsroom.newsletter('morning');
    await readers.add('berlin');
    await publish('Monday');
    await readers.at('2026-11-03T05:59:00Z');
    await readers.at('2026-11-04T02:00:01Z');
    expect(await readers.got('berlin')).toEqual([0]);
    await publish('Tuesday');
    await readers.at('2026-11-04T06:00:00Z');
    expect(await readers.got('berlin')).toEqual([1]);
    expect(await readers.newest('berlin')).toContain('Monday');
    expect(await readers.newest('berlin')).toContain('Tuesday');
  });

  it('comes once on a day on which the reader changes the hour or the time zone', async () => {
    await newsroom.newsletter('morning');
    await readers.add('later');
    await readers.add('west');
    await publish('Monday');
    await readers.at('2026-11-03T06:00:00Z');
    expect(await readers.got('later', 'west')).toEqual([1, 1]);
    await publish('Tuesday');
    await readers.change('later', { hour: 9 });
    await readers.change('west', { timeZone: 'America/New_York' });
    await readers.at('2026-11-03T08:00:00Z');
    await readers.at('2026-11-03T12:00:00Z');
    expect(await readers.got('later', 'west')).toEqual([1, 1]);
    await readers.at('2026-11-04T08:00:00Z');
    await readers.at('2026-11-04T12:00:00Z');
    expect(await readers.got('later', 'west')).toEqual([2, 2]);
  });

  it('comes to nobody for an hour before the reader was there', async () => {
    await newsroom.newsletter('morning');
    await publish('Monday');
    await readers.add('berlin');
    await readers.at('2026-11-02T11:01:00Z');
    expect(await readers.got('berlin')).toEqual([0]);
  });

  it('comes once for an hour that a change of the clock repeats, and in the gap of one that it leaves out', async () => {
    newsroom.clock.set('2027-03-27T12:00:00Z');
    await newsroom.newsletter('morning');
    await readers.add('berlin', { hour: 2 });
    await publish('Saturday');
    await readers.at('2027-03-28T00:59:00Z');
    expect(await readers.got('berlin')).toEqual([0]);
    await readers.at('2027-03-28T01:00:00Z');
    expect(await readers.got('berlin')).toEqual([1]);
    await readers.at('2027-10-30T00:00:00Z');
    await publish('Before the change');
    await readers.at('2027-10-31T00:00:00Z');
    expect(await readers.got('berlin')).toEqual([2]);
    await publish('Between');
    await readers.at('2027-10-31T01:00:00Z');
    expect(await readers.got('berlin')).toEqual([2]);
  });

  it('comes on its weekday', async () => {
    await newsroom.newsletter('morning', { schedule: { kind: 'weekly', hour: 7, weekday: 5 } });
    await readers.add('berlin');
    await readers.add('tokyo', { timeZone: 'Asia/Tokyo', hour: 6 });
    await publish('Monday');
    await readers.at('2026-11-05T20:59:00Z');
    expect(await readers.got('berlin', 'tokyo')).toEqual([0, 0]);
    await readers.at('2026-11-05T21:00:00Z');
    expect(await readers.got('berlin', 'tokyo')).toEqual([0, 1]);
    await readers.at('2026-11-06T06:00:00Z');
    await publish('Friday');
    await readers.at('2026-11-12T20:00:00Z');
    expect(await readers.got('berlin', 'tokyo')).toEqual([1, 1]);
    await readers.at('2026-11-13T06:00:00Z');
    expect(await readers.got('berlin', 'tokyo')).toEqual([2, 2]);
  });

  it('comes up to three days late when it is weekly, and not later', async () => {
    await newsroom.newsletter('morning', { schedule: { kind: 'weekly', hour: 7, weekday: 5 } });
    await readers.add('berlin');
    await publish('Monday');
    await readers.at('2026-11-09T06:00:00Z');
    expect(await readers.got('berlin')).toEqual([1]);
    await publish('Tuesday');
    await readers.at('2026-11-16T06:00:01Z');
    expect(await readers.got('berlin')).toEqual([1]);
  });

  it('comes by a cron expression in each time zone, up to six hours late', async () => {
    await newsroom.newsletter('morning', { schedule: { kind: 'cron', cron: '30 6,18 * * 1-5' } });
    await readers.add('berlin');
    await readers.add('york', { timeZone: 'America/New_York' });
    const got = () => readers.got('berlin', 'york');
    await publish('Monday');
    await readers.at('2026-11-02T11:30:00Z');
    expect(await got()).toEqual([0, 1]);
    await readers.at('2026-11-02T17:30:00Z');
    expect(await got()).toEqual([1, 1]);
    await publish('Evening');
    await readers.at('2026-11-03T05:30:00Z');
    expect(await got()).toEqual([2, 2]);
    await publish('Night');
    await readers.at('2026-11-03T23:30:01Z');
    expect(await got()).toEqual([2, 3]);
    await readers.at('2026-11-04T05:30:00Z');
    expect(await got()).toEqual([3, 3]);
    expect(await readers.newest('berlin')).toContain('Night');
  });
});
