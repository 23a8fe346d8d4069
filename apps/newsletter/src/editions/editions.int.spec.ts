import { createEvent } from '#contracts/cloud-event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import { NewsletterId } from '#contracts/ids.js';
import { AuditStore } from '#ports/audit-store.port.js';
import { EditionStore } from '#ports/edition-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { anEdition, articleId, aSubscriber, created, subscriberId } from '#ports/testing/newsletter-builders.js';
import { eventually } from '#ports/testing/eventually.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { EDITION, SendingNewsroom } from '../testing/sending-newsroom.js';

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly audience: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly articles: readonly unknown[];
}
interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor?: string;
}
interface SendShown {
  readonly id: string;
  readonly state: string;
  readonly decision?: { readonly as: string; readonly by: string };
}

const addressOf = (index: number): string => aSubscriber(index).email;
const sendOf = (index: number): string =>
  `/v1/sends/${encodeURIComponent(`${EDITION}~${subscriberId(index)}`)}/resolve`;

describe('Editions over HTTP', () => {
  let server: RealServer;
  let newsroom: SendingNewsroom;
  beforeEach(async () => {
    server = await RealServer.start();
    newsroom = await SendingNewsroom.start({ smtpPort: server.port, subscribers: 6 });
  });
  afterEach(async () => {
    await newsroom.stop();
    await server.stop();
  });
  const get = (path: string) => newsroom.app.fetch(path, { admin: true });
  const json = async <Answer>(path: string): Promise<Answer> => {
    const response = await get(path);
    expect(response.status).toBe(200);
    return (await response.json()) as Answer;
  };
  const post = (path: string, body: object = {}) =>
    newsroom.app.fetch(path, {
      ...{ method: 'POST', admin: true, body: JSON.stringify(body) },
      headers: { 'content-type': 'application/json' },
    });
  const steer = (what: string) => post(`/v1/editions/${EDITION}/${what}`);
  const shown = () => json<Shown>(`/v1/editions/${EDITION}`);
  async function pages<Item>(path: string): Promise<Item[][]> {
    const found: Item[][] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const { items, nextCursor }: Page<Item> = await json(
        `${path}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      found.push(items);
      cursor = nextCursor;
    }
    return found;
  }

  it('are listed newest slot first, page by page, and by newsletter', async () => {
    const editions = newsroom.app.get(EditionStore);
    for (const day of ['03', '04', '05']) {
      const newsletter = NewsletterId.parse(day === '04' ? 'evening' : 'morning');
      await created(editions, anEdition(`e${day}`, { slot: `2026-11-${day}T06:00:00.000Z`, newsletter }));
    }
    const listed = await pages<Shown>('/v1/editions?limit=2');
    expect(listed.map((page) => page.map(({ id }) => id))).toEqual([
      ['e05', 'e04'],
      ['e03', EDITION],
    ]);
    const [evening] = await pages<Shown>('/v1/editions?newsletter=evening&limit=2');
    expect(evening?.map(({ id }) => id)).toEqual(['e04']);
  });

  it('show their articles, and counts that add up to the audience', async () => {
    expect(await shown()).toMatchObject({
      ...{ id: EDITION, newsletter: 'morning', language: 'de', slot: '2026-11-02T06:00:00.000Z', state: 'planned' },
      ...{ audience: 6, counts: { planned: 6, sent: 0 } },
      articles: [{ title: 'Titel 1' }, { title: 'Titel 2' }],
    });
  });

  it.each([
    ['/v1/editions?limit=0', 422],
    ['/v1/editions?limit=101', 422],
    ['/v1/editions?newsletter=No Slug', 422],
    ['/v1/editions?colour=red', 422],
    ['/v1/editions/none', 404],
    ['/v1/editions/none/sends', 404],
    [`/v1/editions/${EDITION}/sends?state=lost`, 422],
  ])('answer %s with %d', async (path, status) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('list each send with its state and page by page, without addresses', async () => {
    server.treat(addressOf(0), 'refuse');
    server.treat(addressOf(1), 'drop-after-text');
    await newsroom.order();
    await newsroom.finished();
    const all = (await pages<SendShown>(`/v1/editions/${EDITION}/sends?limit=4`)).flat();
    expect(all.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5].map((n) => `${EDITION}~${subscriberId(n)}`).sort());
    const sent = await pages<SendShown>(`/v1/editions/${EDITION}/sends?state=sent&limit=3`);
    expect(sent.map(({ length }) => length)).toEqual([3, 1]);
    const [refused] = await pages<SendShown>(`/v1/editions/${EDITION}/sends?state=refused&limit=9`);
    expect(refused).toMatchObject([
      { id: `${EDITION}~${subscriberId(0)}`, attempts: 1, reply: expect.stringContaining('550') },
    ]);
    expect(JSON.stringify(all)).not.toContain('@example.org');
  });

  it('wait while paused, go on when resumed, and refuse what their state does not allow', async () => {
    expect(await (await steer('pause')).json()).toMatchObject({ state: 'paused', counts: { planned: 6 } });
    await newsroom.send();
    expect(server.received).toEqual([]);
    expect((await steer('pause')).status).toBe(200);
    expect(await (await steer('resume')).json()).toMatchObject({ state: 'sending' });
    expect((await newsroom.finished()).sent).toBe(6);
    for (const late of ['pause', 'resume', 'cancel']) expect((await steer(late)).status).toBe(409);
    expect((await post('/v1/editions/none/pause')).status).toBe(404);
    const audited = await newsroom.app.get(AuditStore).list({ limit: 50 });
    expect(audited.map(({ what, outcome }) => `${what} ${outcome}`)).toContain('POST /v1/editions/:id/pause done');
  });

  it('end when canceled: nothing goes out, and the counts still add up', async () => {
    expect(await (await steer('cancel')).json()).toMatchObject({
      state: 'canceled',
      audience: 6,
      counts: { canceled: 6 },
    });
    expect((await steer('cancel')).status).toBe(200);
    for (const late of ['resume', 'resend-missed']) expect((await steer(late)).status).toBe(409);
    await newsroom.send();
    expect(server.received).toEqual([]);
  });

  it('are sent again to those missed for another reason than their address, once', async () => {
    server.treat(addressOf(0), 'refuse');
    server.treat(addressOf(1), 'refuse-for-policy');
    await newsroom.order();
    expect(await newsroom.finished()).toMatchObject({ refused: 2, sent: 4 });
    server.treat(addressOf(1), 'accept');
    expect(await (await steer('resend-missed')).json()).toEqual({ resent: 1 });
    await eventually(async () => (await shown()).counts['sent'] === 5);
    expect(await (await steer('resend-missed')).json()).toEqual({ resent: 0 });
    expect(await shown()).toMatchObject({ audience: 6, counts: { refused: 1, sent: 5 } });
  });

  it('leave out what was withdrawn between planning and sending', async () => {
    const time = new Date();
    const data = { articleId: articleId(2), version: 2, reason: 'legal', at: time.toISOString() };
    await newsroom.app.get(EventLog).append([createEvent(ArticleWithdrawn, data, { service: 'ingestion', time })]);
    await eventually(async () => (await shown()).articles.length === 1);
    await newsroom.order();
    expect((await newsroom.finished()).sent).toBe(6);
    for (const { raw } of server.received) {
      expect(raw).toContain('Titel 1');
      expect(raw).not.toContain('Titel 2');
    }
  });

  it('keep an unknown send until somebody decides, and record who did', async () => {
    for (const index of [0, 1]) server.treat(addressOf(index), 'drop-after-text');
    await newsroom.order();
    expect(await newsroom.finished()).toMatchObject({ unknown: 2, sent: 4 });
    expect((await post(sendOf(0), { as: 'lost' })).status).toBe(422);
    expect((await post(sendOf(0), { as: 'sent' })).status).toBe(200);
    expect((await post(sendOf(0), { as: 'resend' })).status).toBe(409);
    expect((await post(sendOf(2), { as: 'resend' })).status).toBe(409);
    expect((await post('/v1/sends/nonsense/resolve', { as: 'sent' })).status).toBe(422);
    expect((await post(`/v1/sends/none~${subscriberId(0)}/resolve`, { as: 'sent' })).status).toBe(404);
    server.treat(addressOf(1), 'accept');
    expect((await post(sendOf(1), { as: 'resend' })).status).toBe(200);
    await eventually(async () => (await shown()).counts['sent'] === 6);
    const [decided] = await pages<SendShown>(`/v1/editions/${EDITION}/sends?limit=9`);
    expect(decided?.flatMap(({ decision }) => decision?.as ?? []).sort()).toEqual(['resend', 'sent']);
  });
});
