import { articleId } from '#ports/testing/newsletter-builders.js';
import { openedForEach } from '#ports/testing/opened-port.js';
import { aProfile } from '#ports/testing/profile-builder.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { MongoServer } from '../../testing/mongo-server.js';
import type { MongoConnection } from '../mongo-connection.js';
import { Turns } from '../turns.js';
import { openRelatedStores } from './open-related-stores.js';

const server = MongoServer.forAllTests();
const a = articleId('a');
const names = Array.from({ length: 12 }, (_, index) => `n${index}`);

/** The stores of two processes on one database, and the commands that they sent. */
function twoProcesses(connection: MongoConnection) {
  const clock = new TestClock();
  const commands: string[] = [];
  connection.onCommand((name) => commands.push(name));
  const one = openRelatedStores(connection, { turns: new Turns(clock), clock });
  const other = openRelatedStores(connection, { turns: new Turns(clock), clock });
  return { one, other, commands };
}

describe('Related articles in several processes', () => {
  const opened = openedForEach(() => server.open(twoProcesses));
  const port = () => opened().port;

  it('lets the last version stand, whichever of them is written first', async () => {
    const { one, other } = port();
    const puts = [3, 1, 5, 2, 4].map((version) =>
      (version % 2 === 0 ? one : other).postings.put([
        aProfile('a', [version], { version }),
        aProfile(`of ${version}`),
      ]),
    );
    await Promise.all(puts);
    expect((await one.postings.profiles([a])).map(({ version }) => version)).toEqual([5]);
    expect(await one.postings.count()).toBe(6);
  });

  it('loses no neighbour that both put into one list', async () => {
    const { one, other } = port();
    await one.postings.put([aProfile('a'), ...names.map((name) => aProfile(name))]);
    await one.related.put([{ articleId: a, places: [], revision: 0 }]);
    await Promise.all(
      names.map((name, index) =>
        (index % 2 === 0 ? one : other).related.add([
          { articleId: a, place: { id: articleId(name), score: index + 1, reasons: [] } },
        ]),
      ),
    );
    const list = await one.related.list(a);
    expect(list?.items.map(({ id }) => id)).toEqual(names.map(articleId).reverse());
    expect((await one.related.standings([a])).get(a)?.revision).toBe(names.length + 1);
  });

  it('lets one of two make a list that was not there', async () => {
    const { one, other } = port();
    await one.postings.put([aProfile('a'), aProfile('b'), aProfile('c')]);
    const list = (name: string) => [
      { articleId: a, places: [{ id: articleId(name), score: 1, reasons: [] }], revision: 0 },
    ];
    const answers = await Promise.all([one.related.put(list('b')), other.related.put(list('c'))]);
    expect(answers.flat()).toEqual([a]);
    const shown = (await one.related.list(a))?.items.map(({ id }) => id);
    expect(shown).toEqual([articleId(answers[0].length > 0 ? 'b' : 'c')]);
  });

  it('counts a generation for each of two tables that come at once and keeps one whole', async () => {
    const { one, other } = port();
    const table = (language: string) => ({
      ...{ language, profiles: 3, meanLength: 2 },
      ...{ marks: Uint32Array.of(1), counts: Uint32Array.of(2) },
    });
    const generations = await Promise.all([
      one.termFrequencies.replace(3, [table('de'), table('en')]),
      other.termFrequencies.replace(4, [table('fr'), table('it')]),
    ]);
    expect([...generations].sort()).toEqual([1, 2]);
    const { generation, tables } = await one.termFrequencies.read();
    expect(generation).toBe(2);
    expect([
      ['de', 'en'],
      ['fr', 'it'],
    ]).toContainEqual(tables.map(({ language }) => language));
  });

  it('costs a query and a command to put any number of profiles, and a command for every twelve keys to find candidates', async () => {
    const { one, commands } = port();
    commands.length = 0;
    await one.postings.put(names.map((name, key) => aProfile(name, [key])));
    expect(commands).toEqual(['find', 'update']);
    commands.length = 0;
    const keys = names.map((_, mark) => ({ mark, worth: 1 }));
    const search = { keys, around: Date.parse('2026-11-03T00:00:00Z'), perKey: 9, enough: 99, limit: 99 };
    expect(await one.postings.candidates(search)).toHaveLength(names.length);
    // The first looks whether anything was published later.
    expect(commands).toEqual(['find', 'find']);
  });

  it('finds the newest articles of every key also where those of frequent keys leave no room for them', async () => {
    const { one, commands } = port();
    const day = (index: number) => Date.parse('2026-11-03T00:00:00Z') + index * 86_400_000;
    const frequent = names.map((name, index) => aProfile(name, [1], { publishedAt: day(20 + index) }));
    const rare = ['old', 'older'].map((name, index) => aProfile(name, [2], { publishedAt: day(-index) }));
    await one.postings.put([...frequent, ...rare]);
    commands.length = 0;
    const keys = [
      { mark: 1, worth: 1 },
      { mark: 2, worth: 2 },
    ];
    const found = await one.postings.candidates({ keys, around: day(40), perKey: 2, enough: 99, limit: 99 });
    expect(found).toEqual([...['old', 'older'].map(articleId).sort(), ...['n10', 'n11'].map(articleId).sort()]);
    expect(commands).toEqual(['find', 'find', 'find']);
    const later = await one.postings.candidates({ keys, around: day(-9), perKey: 2, enough: 99, limit: 99 });
    expect(new Set(later)).toEqual(new Set(['old', 'older', 'n0', 'n1'].map(articleId)));
  });

  it('costs two queries to read any number of lists, and two and a command to put them', async () => {
    const { one, commands } = port();
    await one.postings.put(names.map((name) => aProfile(name)));
    commands.length = 0;
    await one.related.put(names.map((name) => ({ articleId: articleId(name), places: [], revision: 0 })));
    expect(commands).toEqual(['find', 'find', 'update']);
    commands.length = 0;
    expect(await one.related.lists(names.map(articleId))).toHaveLength(names.length);
    expect(commands).toEqual(['find', 'find']);
  });
});
