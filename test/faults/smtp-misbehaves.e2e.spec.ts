import { eventually } from '#ports/testing/eventually.js';
import { z } from 'zod';
import { anArticle } from '../world/an-article.js';
import { sceneOf } from '../world/scene.js';
import { TOPOLOGIES } from '../world/topologies.js';

const Sends = z.object({ items: z.array(z.looseObject({ id: z.string(), state: z.string() })) });
const Suppressions = z.object({ items: z.array(z.looseObject({ email: z.string() })) });

describe.each(TOPOLOGIES)('An SMTP server that refuses, delays and drops, $name', (topology) => {
  const scene = sceneOf(topology);

  it('leaves every subscriber in the state that is true of them, and sends the uncertain one only on decision', async () => {
    const { sink, newsroom, world } = scene();
    const sender = await world.aSource('courier');
    await world.aNewsletter('daily');
    const names = ['good', 'refused', 'slow', 'dropped'];
    const address = (name: string): string => `${name}@reader.example`;
    for (const name of names) await world.aSubscriber(address(name), 'daily', sink);
    const confirmations = sink.received.length;
    await world.accepted(sender, anArticle('surge'));
    await eventually(async () => (await world.search('q=surge')).total === 1);

    sink.set(address('refused'), 'refuse');
    sink.set(address('slow'), 'delay');
    sink.set(address('dropped'), 'drop-after-data');
    const [edition] = await world.sendNow('daily');
    const ended = await world.finished(edition?.id ?? '');
    expect(ended.counts).toMatchObject({ sent: 2, refused: 1, unknown: 1, planned: 0, intent: 0 });
    expect(ended.audience).toBe(4);
    const suppressed = await world.api.call('/v1/suppressions', Suppressions);
    expect(suppressed.items.map(({ email }) => email)).toEqual([address('refused')]);
    expect(sink.received).toHaveLength(confirmations + 3);

    sink.set(address('dropped'), 'accept');
    const path = `/v1/editions/${encodeURIComponent(edition?.id ?? '')}/sends?state=unknown`;
    const [unknown] = (await world.api.call(path, Sends)).items;
    await newsroom.kill();
    await newsroom.restart();
    expect((await world.api.call(path, Sends)).items).toHaveLength(1);
    expect(sink.received).toHaveLength(confirmations + 3);

    await world.api.post(`/v1/sends/${encodeURIComponent(unknown?.id ?? '')}/resolve`, { as: 'resend' }, z.unknown());
    await eventually(() => sink.received.length === confirmations + 4, {
      withinMs: 20_000,
      what: 'the decided resend',
    });
    const again = [...sink.countsByMessageId().values()].filter((count) => count > 1);
    expect(again).toEqual([2]);
  }, 90_000);
});
