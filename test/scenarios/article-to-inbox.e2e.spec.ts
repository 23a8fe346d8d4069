import { eventually } from '#ports/testing/eventually.js';
import { z } from 'zod';
import { anArticle } from '../world/an-article.js';
import { sceneOf } from '../world/scene.js';
import { TOPOLOGIES } from '../world/topologies.js';
import type { Sender } from '../world/world.js';

const Related = z.object({ items: z.array(z.looseObject({ id: z.string(), text: z.string() })) });

describe.each(TOPOLOGIES)('From webhook to inbox, $name', (topology) => {
  const scene = sceneOf(topology);
  let courier: Sender;
  beforeAll(async () => {
    courier = await scene().world.aSource('courier');
  });

  it('an article is found, related with the reason, mailed to those who confirmed, and its receipt shows every stage', async () => {
    const { sink, world } = scene();
    await world.aNewsletter('daily');
    await world.aSubscriber('ann@reader.example', 'daily', sink);
    const id = await world.accepted(courier, anArticle('surge'));
    const other = await world.accepted(
      courier,
      anArticle('clean-up', {
        title: 'Ellerby clears its harbour after the storm surge',
        body: {
          text: 'Noreen Applegarth counted forty boats on the quay. The barrage opened at noon and the storm has passed.',
        },
      }),
    );
    await Promise.all([
      world.reached(id, 'accepted', 'published', 'indexed', 'related'),
      world.reached(other, 'related'),
    ]);

    const found = await world.search('q=storm+surges&highlight=1');
    expect(found.hits.map((hit) => hit.id)).toContain(id);
    expect(found.hits.find((hit) => hit.id === id)?.highlights?.title).toContain('<mark>');

    const related = await eventually(async () => {
      const list = await world.api.call(`/v1/articles/${id}/related`, Related);
      expect(list.items.map((item) => item.id)).toEqual([other]);
      return list;
    });
    expect(related.items[0]?.text).toMatch(/Shares .*(Ellerby|Applegarth|harbour)/);

    const [edition] = await world.sendNow('daily');
    const ended = await world.finished(edition?.id ?? '');
    expect(ended.counts).toMatchObject({ sent: 1, planned: 0, intent: 0, unknown: 0 });

    const mails = await sink.mailsTo('ann@reader.example');
    const mail = mails.at(-1);
    expect(mails).toHaveLength(2);
    expect(mail?.text).toContain('Storm surge closes the harbour of Ellerby');
    expect(String(mail?.html)).toContain('Storm surge closes the harbour of Ellerby');
    await world.reached(id, 'mailed');
  });

  it('the one-click link of the mail ends the subscription without a redirect; asking again changes nothing', async () => {
    const { sink, world } = scene();
    const link = oneClickLink(sink.received.at(-1)?.raw ?? '');
    const click = (): Promise<Response> =>
      fetch(link, {
        method: 'POST',
        body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
        redirect: 'manual',
      });
    expect((await fetch(link)).status).toBe(200);
    expect((await click()).status).toBe(200);
    expect((await click()).status).toBe(200);

    await world.aSubscriber('bob@reader.example', 'daily', sink);
    await world.accepted(courier, anArticle('later', { title: 'Ferries leave Ellerby again' }));
    await eventually(async () => (await world.search('q=ferries+leave')).total === 1);
    const [edition] = await world.sendNow('daily');
    expect(await world.finished(edition?.id ?? '')).toMatchObject({ audience: 1 });
    expect(await sink.mailsTo('ann@reader.example')).toHaveLength(2);
    expect(await sink.mailsTo('bob@reader.example')).toHaveLength(2);
  });

  it('stops in order when it is asked to', async () => {
    const { newsroom } = scene();
    expect(await newsroom.stop()).toBe(0);
  });
});

function oneClickLink(raw: string): string {
  const unfolded = raw.replace(/\r\n[ \t]+/g, ' ');
  expect(unfolded).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/im);
  return /^List-Unsubscribe:.*?<(https?:[^>]+)>/im.exec(unfolded)?.[1] ?? '';
}
