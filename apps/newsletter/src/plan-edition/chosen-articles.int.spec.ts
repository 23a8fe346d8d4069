import { SourceId } from '#contracts/ids.js';
import { anArticle, type ArticleBuilder } from '#ports/testing/article-builder.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { Readers } from '../testing/readers.js';
import { TestNewsroom } from '../testing/test-newsroom.js';

const titled = (title: string): ArticleBuilder => anArticle(title).in('en').titled(title);

describe('The articles of an edition', () => {
  let server: RealServer;
  let newsroom: TestNewsroom;
  let readers: Readers;
  beforeEach(async () => {
    server = await RealServer.start();
    newsroom = await TestNewsroom.start(server, { clock: new TestClock(new Date('2026-11-02T11:00:00Z')) });
    readers = new Readers(newsroom);
    await readers.add('ann');
  });
  afterEach(async () => {
    await newsroom.stop();
    await server.stop();
  });
  const titles = async (): Promise<string[][]> =>
    (await readers.editions()).map(({ articles }) => articles.map(({ title }) => title));

  it('wait for the next edition while there are too few of them', async () => {
    await newsroom.newsletter('morning', { minArticles: 2 });
    await newsroom.publish(titled('Storm'));
    await readers.at('2026-11-03T06:00:00Z');
    expect(await readers.got('ann')).toEqual([0]);
    await newsroom.publish(titled('Flood').publishedAt('2026-11-03T07:00:00Z'));
    await readers.at('2026-11-03T12:00:00Z');
    expect(await readers.got('ann')).toEqual([0]);
    await readers.at('2026-11-04T06:00:00Z');
    expect(await titles()).toEqual([['Flood', 'Storm']]);
    await newsroom.publish(titled('Calm'));
    await readers.at('2026-11-05T06:00:00Z');
    expect(await readers.got('ann')).toEqual([1]);
  });

  it('are the newest, or the oldest, and no more than the newsletter takes', async () => {
    await newsroom.newsletter('morning', { maxArticles: 2 });
    const days = ['01', '03', '02'].map((day) => titled(`Day ${day}`).publishedAt(`2026-10-${day}T06:00:00Z`));
    await newsroom.publish(...days);
    await readers.at('2026-11-03T06:00:00Z');
    expect(await titles()).toEqual([['Day 03', 'Day 02']]);
    await newsroom.send('PATCH', '/v1/newsletters/morning', { query: { sort: 'oldest' } });
    await newsroom.publish(
      ...['09', '07', '08'].map((day) => titled(`Day ${day}`).publishedAt(`2026-10-${day}T06:00:00Z`)),
    );
    await readers.at('2026-11-04T06:00:00Z');
    expect((await titles())[0]).toEqual(['Day 07', 'Day 08']);
  });

  it('come once per translation group, in the language of the reader where there is that one', async () => {
    await newsroom.newsletter('morning', { query: { lang: ['de', 'en'] } });
    const grouped = (title: string, language: string, translationGroup: string) =>
      titled(title).in(language).with({ translationGroup });
    await readers.add('otto', { language: 'de' });
    await newsroom.publish(
      ...[grouped('Sturm', 'de', 'storm'), grouped('Storm', 'en', 'storm'), grouped('Flut', 'de', 'flood')],
    );
    await readers.at('2026-11-03T06:00:00Z');
    const [ann, otto] = [await readers.newest('ann'), await readers.newest('otto')];
    expect(ann).toContain('Storm');
    expect(ann).not.toContain('Sturm');
    expect(otto).toContain('Sturm');
    expect(otto).not.toContain('Storm');
    for (const mail of [ann, otto]) expect(mail).toContain('Flut');
  });

  it('are none that have expired', async () => {
    await newsroom.newsletter('morning');
    await newsroom.publish(titled('Over').with({ expiresAt: '2026-11-03T06:00:00Z' }), titled('Storm'));
    await readers.at('2026-11-03T06:00:00Z');
    expect(await titles()).toEqual([['Storm']]);
  });

  it('are Norwegian ones for a newsletter in Norwegian, whatever its sender calls that', async () => {
    await newsroom.newsletter('morning', { name: { no: 'Morgen' }, languages: ['no'] });
    await newsroom.publish(titled('Uvær').with({ language: 'nn', canonicalLanguage: 'nb' }));
    await readers.at('2026-11-03T06:00:00Z');
    expect(await titles()).toEqual([['Uvær']]);
  });
});

describe('The query of a newsletter', () => {
  let server: RealServer;
  let newsroom: TestNewsroom;
  let queries = 0;
  beforeAll(async () => {
    server = await RealServer.start();
    newsroom = await TestNewsroom.start(server);
    await newsroom.publish(
      titled('Storm')
        .saying('Heavy rain fell over the harbour.')
        .publishedAt('2026-10-10T12:00:00Z')
        .with({
          ...{ sections: ['Weather', 'Coast'], tags: ['rain'], type: 'analysis', authors: [{ name: 'Ida Hall' }] },
          ...{
            people: ['Ola Nord'],
            organisations: ['Met Office'],
            places: ['Bergen'],
            source: SourceId.parse('wire'),
          },
        }),
      titled('Cup')
        .saying('The final was played without rain.')
        .publishedAt('2026-10-20T12:00:00Z')
        .with({
          ...{ sections: ['Sport'], tags: ['football'], authors: [{ name: 'Jo Reed' }], people: ['Kim Lee'] },
          ...{ organisations: ['FA'], places: ['London'] },
        }),
      titled('Pokal').in('de').publishedAt('2026-10-30T12:00:00Z'),
    );
  });
  afterAll(async () => {
    await newsroom.stop();
    await server.stop();
  });

  it.each([
    [{}, ['Cup', 'Storm']],
    [{ q: 'rain' }, ['Cup', 'Storm']],
    [{ q: 'rain -final' }, ['Storm']],
    [{ q: '"heavy rain"' }, ['Storm']],
    [{ q: 'snow' }, []],
    [{ section: 'Coast' }, ['Storm']],
    [{ section: ['Sport', 'Coast'] }, ['Cup', 'Storm']],
    [{ section: 'Coast', tag: 'football' }, []],
    [{ tag: 'football' }, ['Cup']],
    [{ type: 'analysis' }, ['Storm']],
    [{ source: 'wire' }, ['Storm']],
    [{ author: 'Ida Hall' }, ['Storm']],
    [{ person: 'Kim Lee' }, ['Cup']],
    [{ organisation: 'Met Office' }, ['Storm']],
    [{ place: 'London' }, ['Cup']],
    [{ from: '2026-10-10T12:00:01Z' }, ['Cup']],
    [{ from: '2026-10-10T12:00:00Z', to: '2026-10-20T12:00:00Z' }, ['Cup', 'Storm']],
    [{ to: '2026-10-20T13:59:59+02:00' }, ['Storm']],
    [{ to: '2026-10-20' }, ['Storm']],
    [{ lang: 'de' }, ['Pokal']],
    [{ lang: 'de-AT' }, ['Pokal']],
    [{ lang: ['de', 'en'] }, ['Pokal', 'Cup', 'Storm']],
    [{ section: [], tag: [], lang: [] }, ['Cup', 'Storm']],
    [{ sort: 'oldest' }, ['Storm', 'Cup']],
    [{ q: 'rain', section: 'Sport', sort: 'relevance' }, ['Cup']],
  ])('%j leaves %j', async (query, expected) => {
    const id = `query-${(queries += 1)}`;
    await newsroom.newsletter(id, { query });
    const preview = await newsroom.send('POST', `/v1/newsletters/${id}/preview`, {});
    const { text } = (await preview.json()) as { text: string };
    const lines = text.split('\n').filter((line) => ['Storm', 'Cup', 'Pokal'].includes(line));
    expect(lines).toEqual(expected);
  });
});
