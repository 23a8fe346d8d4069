import { NewsletterId } from '#contracts/ids.js';
import { AudienceReader } from '#ports/audience.port.js';
import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import { EditionStore } from '#ports/edition-store.port.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { AwaitCollected } from '../editions/await-collected.js';
import { EditionMaking, SendNow } from '../editions/send-now.js';
import { Readers } from '../testing/readers.js';
import { TestNewsroom } from '../testing/test-newsroom.js';
import { ChooseArticles } from './choose-articles.js';
import { MakeEdition } from './make-edition.js';
import { OneAtATime } from './one-at-a-time.js';
import { PlanSlots } from './plan-slots.js';
import { StartSending } from './start-sending.js';

const MONDAY = '2026-11-02T11:00:00Z';
const MORNING = NewsletterId.parse('morning');

describe('Two processes that plan one newsletter at the same time', () => {
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

  const newsletter = async () => {
    const found = await newsroom.app.get(NewsletterStore).find(MORNING);
    if (found === undefined) throw new Error('there is no newsletter');
    return found;
  };

  /** A store as a process uses it that is held up once, right after it read by this method. */
  function heldUp<Store extends object>(store: Store, method: keyof Store & string, meanwhile: () => Promise<void>) {
    let held = false;
    const read: unknown = store[method];
    if (typeof read !== 'function') throw new Error(`${method} is no method`);
    const value = async (...values: unknown[]): Promise<unknown> => {
      const found: unknown = await Reflect.apply(read, store, values);
      if (!held) {
        held = true;
        await meanwhile();
      }
      return found;
    };
    return Object.create(store, { [method]: { value } }) as Store;
  }

  /** The planner of a process: the stores are everybody's, the rest is its own. */
  function planner(audience = newsroom.app.get(AudienceReader)): PlanSlots {
    const { app } = newsroom;
    const making = app.get(MakeEdition);
    return new PlanSlots(audience, app.get(EditionStore), app.get(CollectedArticleStore), making, new OneAtATime());
  }

  /** `SendNow` of a process of its own. */
  function sender(editions = newsroom.app.get(EditionStore)): SendNow {
    const { app } = newsroom;
    const makeEdition = new MakeEdition(
      ...([app.get(CollectedArticleStore), editions, app.get(ChooseArticles), newsroom.clock] as const),
    );
    const sending = [app.get(StartSending), app.get(AwaitCollected)] as const;
    const making = new EditionMaking(new OneAtATime(), makeEdition, ...sending);
    return new SendNow(app.get(AudienceReader), editions, making, newsroom.clock);
  }

  /** One is held up after it read who is there, and plans what it thinks is due at its moment. */
  async function planHeldUp(moment: string, meanwhile: () => Promise<void>): Promise<void> {
    const audience = heldUp(newsroom.app.get(AudienceReader), 'cohorts', meanwhile);
    await planner(audience).plan(await newsletter(), new Date(moment));
    await readers.sent();
  }

  it.each([
    ['before', '2026-11-02T11:05:01.000Z'],
    ['after', '2026-11-02T11:05:03.000Z'],
  ])(
    'mail the same articles of an instant newsletter to nobody twice, when the one held up looked %s the other',
    async (_, moment) => {
      await newsroom.newsletter('morning', { schedule: { kind: 'instant' } });
      await readers.add('ann');
      await readers.at('2026-11-02T11:04:00Z');
      newsroom.clock.set('2026-11-02T11:05:00Z');
      await newsroom.publish(anArticle('storm').in('en').titled('Storm'));
      await planHeldUp(moment, async () => {
        await readers.add('bob', { timeZone: 'Asia/Tokyo' });
        await planner().plan(await newsletter(), new Date('2026-11-02T11:05:02.000Z'));
        await readers.sent();
      });
      expect(await readers.got('ann', 'bob')).toEqual([1, 1]);
      await readers.at('2026-11-02T11:06:00Z');
      expect(await readers.got('ann', 'bob')).toEqual([1, 1]);
      await newsroom.publish(anArticle('calm').in('en').titled('Calm'));
      await readers.at('2026-11-02T11:07:00Z');
      expect(await readers.got('ann', 'bob')).toEqual([2, 2]);
      expect(await readers.newest('ann')).not.toContain('Storm');
    },
  );

  it('make one edition of a slot, with those whom only the other has seen', async () => {
    await newsroom.newsletter('morning');
    await readers.add('ann');
    await newsroom.publish(anArticle('storm').in('en').titled('Storm'));
    newsroom.clock.set('2026-11-03T06:00:00Z');
    await planHeldUp('2026-11-03T06:00:00Z', async () => {
      await readers.add('bob', { timeZone: 'Europe/Paris' });
      await planner().plan(await newsletter(), newsroom.clock.now());
    });
    expect(await readers.got('ann', 'bob')).toEqual([1, 1]);
    expect(await readers.editions()).toMatchObject([{ audience: 2 }]);
  });

  it('send once what two people ask for at the turn of a minute', async () => {
    await newsroom.newsletter('morning');
    await readers.add('ann');
    await newsroom.publish(anArticle('storm').in('en').titled('Storm'));
    const editions = heldUp(newsroom.app.get(EditionStore), 'articlesUsed', async () => {
      newsroom.clock.set('2026-11-02T11:01:00Z');
      expect((await sender().send(await newsletter())).editions).toMatchObject([{ audience: 1 }]);
      await readers.sent();
    });
    newsroom.clock.set('2026-11-02T11:00:59Z');
    expect((await sender(editions).send(await newsletter())).editions).toEqual([]);
    await readers.sent();
    expect(await readers.got('ann')).toEqual([1]);
  });

  it('send to nobody what an edition of the slot holds that was made meanwhile', async () => {
    await newsroom.newsletter('morning');
    await readers.add('ann');
    await newsroom.publish(anArticle('storm').in('en').titled('Storm'));
    newsroom.clock.set('2026-11-03T06:00:00Z');
    const editions = heldUp(newsroom.app.get(EditionStore), 'articlesUsed', async () => {
      await planner().plan(await newsletter(), newsroom.clock.now());
    });
    expect((await sender(editions).send(await newsletter())).editions).toEqual([]);
    await readers.sent();
    expect(await readers.got('ann')).toEqual([1]);
  });
});
