import { z } from 'zod';
import { anArticle } from '../world/an-article.js';
import { everyPublicPlace } from '../world/every-public-place.js';
import { sceneOf } from '../world/scene.js';
import { TOPOLOGIES } from '../world/topologies.js';

describe.each(TOPOLOGIES)('A withdrawal, $name', (topology) => {
  const scene = sceneOf(topology);

  it('takes the article back from every place and unsent mail, says when, and a late older version does not bring it back', async () => {
    const { sink, world } = scene();
    const sender = await world.aSource('courier');
    await world.aNewsletter('daily');
    await world.aSubscriber('ann@reader.example', 'daily', sink);
    const word = 'Quittenmarmelade';
    const article = anArticle('gone', { title: `Ellerby harbour bans ${word}`, tags: [word], version: 3 });
    const id = await world.accepted(sender, article);
    const neighbour = await world.accepted(sender, anArticle('stays'));
    await Promise.all([world.reached(id, 'indexed', 'related'), world.reached(neighbour, 'indexed', 'related')]);
    expect((await world.search(`q=${word}`)).total).toBe(1);

    const [before] = await world.sendNow('daily');
    await world.finished(before?.id ?? '');
    const mailed = sink.received.length;

    await world.api.post(`/v1/articles/${id}/withdraw`, { reason: 'wrong in substance' }, z.unknown());
    await world.reachedPlaces(id, 'withdrawn', ['ingestion', 'search', 'related', 'newsletter']);
    expect((await world.search(`q=${word}`)).total).toBe(0);
    await world.post(sender, { ...article, version: 2, title: `Older words about ${word}` });

    // A new story, since those of the first edition were mailed.
    await world.reached(await world.accepted(sender, anArticle('next', { title: 'Ferries sail again' })), 'indexed');
    const [edition] = await world.sendNow('daily');
    await world.finished(edition?.id ?? '');
    const editions = [before?.id ?? '', edition?.id ?? ''];
    for (const { place, body } of await everyPublicPlace(world, { id, neighbour, word, editions })) {
      expect({ place, shown: body.includes(word.toLowerCase()) }).toEqual({ place, shown: false });
    }
    expect(sink.received.slice(mailed).some(({ raw }) => raw.includes(word))).toBe(false);
    expect((await sink.mailsTo('ann@reader.example')).at(-1)?.text).toContain('Ferries sail again');
  });
});
