import { eventually } from '#ports/testing/eventually.js';
import { anArticle } from '../world/an-article.js';
import { everyPublicPlace } from '../world/every-public-place.js';
import { sceneOf } from '../world/scene.js';
import { TOPOLOGIES } from '../world/topologies.js';

describe.each(TOPOLOGIES)('An embargo, $name', (topology) => {
  const scene = sceneOf(topology);

  it('keeps every byte back until its time, everywhere, and then lets it out by itself', async () => {
    const { sink, world } = scene();
    const sender = await world.aSource('courier');
    await world.aNewsletter('daily');
    await world.aSubscriber('ann@reader.example', 'daily', sink);
    const open = await world.accepted(sender, anArticle('open'));
    const embargoedUntil = new Date(Date.now() + 20_000).toISOString();
    const secretWord = 'Quittenmarmelade';
    const [answer] = await world.post(
      sender,
      anArticle('secret', {
        title: `Ellerby harbour bans ${secretWord}`,
        tags: [secretWord, 'harbour'],
        embargoedUntil,
      }),
    );
    expect(answer).toMatchObject({ status: 202, outcome: 'scheduled' });
    await world.reached(open, 'indexed', 'related');
    const [edition] = await world.sendNow('daily');
    await world.finished(edition?.id ?? '');

    const editions = [edition?.id ?? ''];
    const places = await everyPublicPlace(world, { id: answer?.id ?? '', neighbour: open, word: secretWord, editions });
    expect(places.length).toBeGreaterThan(8);
    for (const { place, body } of places)
      expect({ place, leaks: body.includes(secretWord.toLowerCase()) }).toEqual({ place, leaks: false });
    expect(sink.received.some(({ raw }) => raw.includes(secretWord))).toBe(false);
    expect(Date.now()).toBeLessThan(Date.parse(embargoedUntil));

    await eventually(async () => (await world.search(`q=${secretWord}`)).total === 1, {
      withinMs: 60_000,
      what: 'the release of the embargo',
    });
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(embargoedUntil));
  }, 120_000);
});
