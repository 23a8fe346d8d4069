import { EventLog } from '#ports/event-log.port.js';
import { SubscriberStore } from '#ports/subscriber-store.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { NewsletterId } from '#contracts/ids.js';
import { TestNewsroom } from '../testing/test-newsroom.js';
import { SubscriberLinks } from '../tokens/subscriber-links.js';

const daily = NewsletterId.parse('daily');

describe("A subscriber's own pages", () => {
  let server: RealServer;
  let newsroom: TestNewsroom;
  let preferences: string;
  let email: string;
  let number = 0;
  beforeAll(async () => {
    server = await RealServer.start();
    newsroom = await TestNewsroom.start(server);
    await newsroom.newsletter('daily');
    await newsroom.newsletter('weekly', { schedule: { kind: 'weekly' } });
  });
  beforeEach(async () => {
    newsroom.clock.advance(601_000);
    email = `reader${(number += 1)}@reader.example`;
    preferences = await newsroom.subscriber(email, 'daily', { language: 'de', timeZone: 'Europe/Berlin' });
    newsroom.clock.advance(1_000);
  });
  afterAll(async () => {
    await newsroom.stop();
    await server.stop();
  });
  const stored = async () => (await newsroom.app.get(SubscriberStore).findByEmail(email))!;
  const save = (fields: Record<string, string> | string[][]) => newsroom.form(preferences, fields);
  const oneClick = async (): Promise<string> =>
    new URL(newsroom.app.get(SubscriberLinks).unsubscribe(daily, (await stored()).id)).pathname;

  it('show what is chosen and keep what is saved', async () => {
    const shown = await newsroom.get(preferences, { 'accept-language': 'de' });
    const html = await shown.text();
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(shown.headers.get('referrer-policy')).toBe('no-referrer');
    expect(html).toContain(`Für ${email}`);
    expect(html).toMatch(/value="daily" checked/);
    expect(html).not.toMatch(/value="weekly" checked/);
    const before = await stored();
    const saved = await save({
      newsletters: 'daily',
      language: 'en',
      timeZone: 'Asia/Tokyo',
      hour: '20',
      paused: 'on',
    });
    expect(saved.status).toBe(200);
    expect(await stored()).toMatchObject({ language: 'en', timeZone: 'Asia/Tokyo', hour: 20, paused: true });
    expect((await stored()).subscriptions[0]?.consent).toEqual(before.subscriptions[0]?.consent);
    await save({ newsletters: 'daily', language: 'en', timeZone: 'Asia/Tokyo', hour: '' });
    expect(await stored()).not.toHaveProperty('hour');
    expect(await stored()).toMatchObject({ paused: false });
  });

  it('join another newsletter with the words that stood beside it as evidence, and leave one', async () => {
    await save([
      ['newsletters', 'daily'],
      ['newsletters', 'weekly'],
      ['newsletters', 'missing'],
      ['language', 'de'],
      ['timeZone', 'Europe/Berlin'],
    ]);
    const at = newsroom.clock.now().toISOString();
    const { id, subscriptions } = await stored();
    expect(subscriptions.map(({ newsletter, state }) => [newsletter, state])).toEqual([
      ['daily', 'confirmed'],
      ['weekly', 'confirmed'],
    ]);
    const { consent, activeFrom } = subscriptions[1]!;
    expect(activeFrom).toBe(at);
    expect(consent).toMatchObject({ wording: expect.stringContaining('weekly'), signup: { at }, click: { at } });
    expect(await (await newsroom.get('/subscribe')).text()).toContain(consent.wording);
    newsroom.clock.advance(1_000);
    await save({ newsletters: 'weekly', language: 'de', timeZone: 'Europe/Berlin' });
    expect((await stored()).subscriptions.map(({ state, endReason }) => [state, endReason])).toEqual([
      ['ended', 'unsubscribed'],
      ['confirmed', undefined],
    ]);
    const told = await eventually(async () => {
      const records = await newsroom.app.get(EventLog).read({ topic: 'subscribers', key: id, limit: 10 });
      return records.length === 3 && records;
    });
    expect(told.map(({ attributes }) => attributes['type'])).toEqual([
      'subscription.confirmed.v1',
      'subscription.confirmed.v1',
      'subscription.ended.v1',
    ]);
    expect(JSON.stringify(told)).not.toContain('reader.example');
  });

  it.each([
    [{ language: 'german', timeZone: 'UTC' }, '/language'],
    [{ language: 'de', timeZone: 'Nowhere/At_All' }, '/timeZone'],
    [{ language: 'de', timeZone: 'UTC', hour: '25' }, '/hour'],
    [{ language: 'de', timeZone: 'UTC', email: 'other@reader.example' }, '/email'],
    [{ language: 'x'.repeat(10_000), timeZone: 'UTC' }, '/language'],
  ])('refuse %j with a pointer and change nothing', async (fields, pointer) => {
    const before = await stored();
    const response = await save(fields as Record<string, string>);
    expect(response.status).toBe(422);
    expect(JSON.stringify(await response.json())).toContain(`"${pointer}"`);
    expect(await stored()).toEqual(before);
  });

  it('end a subscription by one click, again and again with the same answer, and not by looking', async () => {
    const link = await oneClick();
    const page = await newsroom.get(link, { 'accept-language': 'fr' });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Se désabonner');
    expect((await newsroom.app.fetch(link, { method: 'HEAD' })).status).toBe(200);
    expect((await stored()).subscriptions[0]?.state).toBe('confirmed');
    for (let click = 0; click < 2; click += 1) {
      const answer = await newsroom.form(link, { 'List-Unsubscribe': 'One-Click' });
      expect([answer.status, answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([
        200,
        null,
        null,
      ]);
    }
    const ended = (await stored()).subscriptions[0];
    expect(ended).toMatchObject({ state: 'ended', endReason: 'unsubscribed' });
    expect(ended?.consent).toMatchObject({ click: {} });
  });

  it('take the click as multipart, without a body and without cookies', async () => {
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    const link = await oneClick();
    expect((await newsroom.app.fetch(link, { method: 'POST', body })).status).toBe(200);
    expect((await newsroom.app.fetch(link, { method: 'POST' })).status).toBe(200);
    expect((await newsroom.app.fetch(link, { method: 'POST', body: 'x'.repeat(17_000) })).status).toBe(413);
  });

  it('give everything that is kept, with the evidence', async () => {
    const response = await newsroom.form(preferences.replace('/preferences', '/export'), {});
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    const data = (await response.json()) as Record<string, unknown>;
    expect(data).toMatchObject({
      ...{ email, language: 'de', timeZone: 'Europe/Berlin', paused: false },
      subscriptions: [{ newsletter: 'daily', state: 'confirmed', consent: { wording: expect.any(String), click: {} } }],
    });
  });

  it('erase everything: address, consents and the way back, and the log holds ids alone', async () => {
    await newsroom.send('POST', '/v1/suppressions', { email });
    const link = await oneClick();
    const { id } = await stored();
    const erase = preferences.replace('/preferences', '/erase');
    expect((await newsroom.form(erase, {})).status).toBe(200);
    expect(await newsroom.app.get(SubscriberStore).findByEmail(email)).toBeUndefined();
    const file = await (await newsroom.get('/v1/subscribers/export')).text();
    const suppressions = JSON.stringify(await newsroom.json('/v1/suppressions?limit=100'));
    expect(file + suppressions).not.toContain(email);
    expect(suppressions).toContain('"hash"');
    for (const path of [preferences, link]) expect([200, 404]).toContain((await newsroom.get(path)).status);
    expect((await newsroom.form(erase, {})).status).toBe(404);
    expect((await newsroom.form(link, {})).status).toBe(200);
    const told = await eventually(async () => {
      const records = await newsroom.app.get(EventLog).read({ topic: 'subscribers', key: id, limit: 10 });
      return records.length === 2 && records;
    });
    expect(JSON.parse(told[1]?.value ?? '')).toMatchObject({ subscriberId: id, reason: 'erased' });
  });

  it('open to the right token alone', async () => {
    const token = preferences.split('/')[2] ?? '';
    const unsubscribeToken = (await oneClick()).split('/')[2] ?? '';
    const [body = '', , mac = ''] = token.split('.');
    const forged = [
      ...[unsubscribeToken, `${token}x`, token.slice(1), `${body}.zz.${mac}`, 'null', '%00', 'x'.repeat(900)],
      `${Buffer.from('aaaaaaaaaaaaaaaaaaaaaaaaaa').toString('base64url')}..${mac}`,
    ];
    for (const other of forged) {
      for (const path of ['preferences', 'export', 'erase']) {
        const fields = { newsletters: 'daily', language: 'de', timeZone: 'UTC' };
        expect([400, 404]).toContain((await newsroom.form(`/s/${other}/${path}`, fields)).status);
      }
    }
    expect((await stored()).subscriptions[0]?.state).toBe('confirmed');
    expect(token + unsubscribeToken).not.toContain(Buffer.from(email).toString('base64url').slice(0, 8));
  });
});
