import { eventually } from '#ports/testing/eventually.js';
import { anArticle } from '../world/an-article.js';
import { everyPublicPlace } from '../world/every-public-place.js';
import { executableMarkup } from '../world/executable-markup.js';
import { sceneOf } from '../world/scene.js';
import { TOPOLOGIES } from '../world/topologies.js';

/** In everything that would be run; in text it may stand, for it says nothing there. */
const WORD = 'pwned';
const ATTACKS = [
  `<script>${WORD}()</script>`,
  `"><script src="https://evil.example/${WORD}.js"></script>`,
  `</script><script>${WORD}()</script>`,
  `</title></style><img src=x onerror=${WORD}()>`,
  `<a href="javascript:${WORD}()">link</a>`,
  `<a href=" jav&#x09;ascript:${WORD}()">link</a>`,
  `<a href="data:text/html,<script>${WORD}()</script>">link</a>`,
  `<img src="data:image/svg+xml,<svg onload=${WORD}()>">`,
  `<p onclick="${WORD}()" style="background:url(//evil.example/${WORD})">paragraph</p>`,
  `<style>body { background: url(//evil.example/${WORD}) }</style>`,
  `<iframe src="https://evil.example/${WORD}" srcdoc="<script>${WORD}()</script>"></iframe>`,
  `<svg onload=${WORD}()><script>${WORD}()</script></svg>`,
  `<math><mtext><img src=x onerror=${WORD}()></mtext></math>`,
  `<object data="javascript:${WORD}()"></object><base href="https://evil.example/${WORD}">`,
  `<form action="javascript:${WORD}()"><button formaction="javascript:${WORD}()">go</button></form>`,
];
const all = ATTACKS.join(' ');
const short = `Harbour ${ATTACKS[2]} ${ATTACKS[3]} ${ATTACKS[4]}`;
const name = `Noreen ${ATTACKS[0]} ${ATTACKS[3]}`;

/** Keys of JSON documents whose strings a reader is to show as markup. */
const MARKUP_KEYS = new Set(['html', 'content_html', 'highlights']);

/** Every string of a JSON document that is markup: by its key, or because it is said beside it. */
function markupIn(value: unknown, markup = false): string[] {
  if (typeof value === 'string') return markup ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  const said = 'contentType' in value && value.contentType === 'text/html';
  return Object.entries(value).flatMap(([key, inner]) => markupIn(inner, markup || said || MARKUP_KEYS.has(key)));
}

/** What of an answer would be run where it is shown. */
function dangersIn(contentType: string, body: string): string[] {
  if (contentType.startsWith('text/html')) return executableMarkup(body, WORD);
  return markupIn(JSON.parse(body)).flatMap((html) => executableMarkup(html, WORD));
}

describe.each(TOPOLOGIES)('Scripts in an article, $name', (topology) => {
  const scene = sceneOf(topology);
  let secret: string | undefined;

  it('are run nowhere: not in any form of the article, on any page, in any feed or in the mail', async () => {
    const { sink, world } = scene();
    const sender = await world.aSource('courier');
    await world.aNewsletter('daily');
    await world.aSubscriber('ann@reader.example', 'daily', sink);
    const hostile = (externalId: string, more: object = {}) =>
      anArticle(externalId, {
        ...{ title: short, summary: short, body: { html: `<p>The harbour is closed.</p>${all}<p>Ferries stay.</p>` } },
        ...{ sections: [name], tags: ['harbour', name], people: [name], places: [name], organisations: [name] },
        ...{ authors: [{ name, bio: short }], corrections: [{ at: '2026-11-01T07:00:00Z', text: short }] },
        ...{ images: [{ url: 'https://courier.example/i.jpg', alt: short, caption: short, credit: name }] },
        ...{ trust: { disclaimer: short, sponsor: name }, ...more },
      });
    const id = await world.accepted(sender, hostile('first'));
    const neighbour = await world.accepted(sender, hostile('second'));
    for (const one of [id, neighbour]) await world.reached(one, 'indexed', 'related');
    const [edition] = await world.sendNow('daily');
    await world.finished(edition?.id ?? '');

    const asked = { id, neighbour, word: 'harbour', editions: [edition?.id ?? ''] };
    const places = await everyPublicPlace(world, asked);
    expect(places.filter(({ body }) => body.includes('harbour')).length).toBeGreaterThan(8);
    for (const { place, contentType, policy, raw } of places) {
      expect({ place, dangers: dangersIn(contentType, raw) }).toEqual({ place, dangers: [] });
      expect({ place, policy }).toEqual({ place, policy: expect.not.stringMatching(/script-src[^;]*unsafe/) });
    }
    const mail = await eventually(
      async () => (await sink.mailsTo('ann@reader.example')).find(({ text }) => text?.includes('Harbour')),
      { withinMs: 20_000, what: 'the mail' },
    );
    expect(executableMarkup(typeof mail.html === 'string' ? mail.html : '', WORD)).toEqual([]);
    expect(mail.html).toContain('Harbour');
    expect(mail.attachments).toEqual([]);
  }, 120_000);

  it.each([
    ['/url', { url: 'javascript:pwned()' }],
    ['/url', { url: 'data:text/html,<script>pwned()</script>' }],
    ['/images/0/url', { images: [{ url: 'javascript:pwned()' }] }],
    ['/authors/0/url', { authors: [{ name: 'A', url: 'javascript:pwned()' }] }],
    ['/trust/publishingPrinciples', { trust: { publishingPrinciples: 'javascript:pwned()' } }],
    ['/trust/correctionsPolicy', { trust: { correctionsPolicy: 'vbscript:pwned()' } }],
  ])('are refused where an address belongs, naming %s', async (pointer, parts) => {
    const { world } = scene();
    const sender = { id: 'addresses', secret: '' };
    secret ??= (await world.aSource(sender.id)).secret;
    const [answer] = await world.post({ ...sender, secret }, anArticle('address', parts));
    expect(answer?.status).toBe(422);
    expect(answer?.errors?.map((error) => error.pointer)).toEqual([`/articles/0${pointer}`]);
  });
});
