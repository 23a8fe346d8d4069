import { EventLog } from '#ports/event-log.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { TestNewsroom } from '../testing/test-newsroom.js';
import { CONFIRMATION_QUEUE } from './confirmation-queue.js';

interface Found {
  readonly items: ReadonlyArray<Record<string, unknown> & { newsletters: Array<Record<string, unknown>> }>;
}

describe('Subscribing', () => {
  let server: RealServer;
  let newsroom: TestNewsroom;
  beforeAll(async () => {
    server = await RealServer.start();
    newsroom = await TestNewsroom.start(server);
    await newsroom.newsletter('daily');
  });
  afterAll(async () => {
    await newsroom.stop();
    await server.stop();
  });
  const found = (email: string) => newsroom.json<Found>(`/v1/subscribers?email=${encodeURIComponent(email)}`);

  it('keeps the whole evidence of a consent and tells the log of it without an address', async () => {
    const asked = await newsroom.send('POST', '/v1/subscriptions', {
      email: 'Ann@Reader.example',
      newsletters: ['daily'],
      language: 'de',
      timeZone: 'Europe/Berlin',
      hour: 6,
    });
    expect(asked.status).toBe(202);
    const token = await newsroom.confirmationToken('ann@reader.example');
    expect((await newsroom.get(`/s/${token}`)).status).toBe(200);
    expect((await found('ann@reader.example')).items).toEqual([]);
    expect((await newsroom.form(`/s/${token}/confirm`, {})).status).toBe(200);
    const [subscriber] = (await found('ANN@reader.example')).items;
    expect(subscriber).toMatchObject({ language: 'de', timeZone: 'Europe/Berlin', hour: 6, paused: false });
    const at = newsroom.clock.now().toISOString();
    const ip = expect.stringMatching(/^(::ffff:)?127\.0\.0\.1$|^::1$/);
    await eventually(async () => {
      expect((await found('ann@reader.example')).items[0]?.newsletters).toEqual([
        {
          id: 'daily',
          state: 'confirmed',
          consent: {
            wording: expect.stringContaining('„Der daily“'),
            wordingVersion: expect.any(String),
            page: expect.stringContaining('/v1/subscriptions'),
            signup: { at, ip },
            mail: { at, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
            click: { at, ip },
          },
        },
      ]);
      return true;
    });
    const told = await eventually(async () => {
      const records = await newsroom.app.get(EventLog).read({ topic: 'subscribers', limit: 10 });
      return records.length === 1 && records;
    });
    expect(JSON.parse(told[0]?.value ?? '')).toEqual({ subscriberId: subscriber?.['id'], newsletter: 'daily', at });
  });

  const ask = (email: unknown, more: object = {}) =>
    newsroom.send('POST', '/v1/subscriptions', { email, newsletters: ['daily'], ...more });

  it('gives the same answer for known, suppressed and new addresses, and mails only who may be asked', async () => {
    await newsroom.subscriber('known@reader.example', 'daily');
    await newsroom.send('POST', '/v1/suppressions', { email: 'never@reader.example', note: 'asked us by phone' });
    const answers = await Promise.all(
      ['known@reader.example', 'never@reader.example', 'new@reader.example'].map(async (email) => {
        const response = await ask(email);
        const { date: _date, traceparent: _trace, ...headers } = Object.fromEntries(response.headers);
        return [response.status, await response.text(), headers];
      }),
    );
    expect(answers[0]?.[0]).toBe(202);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    await newsroom.confirmationToken('new@reader.example');
    await newsroom.confirmationToken('known@reader.example', 1);
    expect(await newsroom.mailsTo('never@reader.example')).toEqual([]);
  });

  it('asks by a mail that names the newsletter and holds one link and no advertising', async () => {
    await ask('plain@reader.example', { language: 'fr' });
    await newsroom.confirmationToken('plain@reader.example');
    const [mail] = await newsroom.mailsTo('plain@reader.example');
    expect(mail?.subject).toBe('Veuillez confirmer : The daily');
    expect(mail?.text?.match(/https?:/g)).toHaveLength(1);
    expect(String(mail?.html).match(/https?:/g)).toHaveLength(1);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('mails an address three times an hour at most, whoever asks', async () => {
    for (let wish = 0; wish < 3; wish += 1) {
      await ask('flooded@reader.example');
      await newsroom.confirmationToken('flooded@reader.example', wish);
    }
    await ask('flooded@reader.example');
    await ask('after@reader.example');
    await newsroom.confirmationToken('after@reader.example');
    expect(await newsroom.mailsTo('flooded@reader.example')).toHaveLength(3);
    newsroom.clock.advance(3_601_000);
    await ask('flooded@reader.example');
    await newsroom.confirmationToken('flooded@reader.example', 3);
  });

  it('mails an address three times an hour at most, also when it is asked for many times at once', async () => {
    newsroom.clock.advance(601_000);
    const wishes = await Promise.all(Array.from({ length: 12 }, () => ask('at-once@reader.example')));
    expect(wishes.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 202));
    await eventually(async () => {
      const queue = (await newsroom.app.get(JobQueue).counts()).find((one) => one.queue === CONFIRMATION_QUEUE);
      return queue !== undefined && queue.counts.waiting + queue.counts.delayed + queue.counts.active === 0;
    });
    expect(await newsroom.mailsTo('at-once@reader.example')).toHaveLength(3);
    newsroom.clock.advance(601_000);
  });

  it('slows down who asks for many addresses', async () => {
    const statuses = [];
    for (let wish = 0; wish < 40; wish += 1) statuses.push((await ask(`many${wish}@reader.example`)).status);
    expect(statuses.filter((status) => status === 202).length).toBeLessThanOrEqual(30);
    const slowed = await ask('one-more@reader.example');
    expect(slowed.status).toBe(429);
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
    newsroom.clock.advance(601_000);
    expect((await ask('one-more@reader.example')).status).toBe(202);
  });

  it.each([
    ['no-address', {}, '/email'],
    ['a@b.example\r\nBcc: c@d.example', {}, '/email'],
    ['a@b.example\u0000', {}, '/email'],
    [`${'x'.repeat(10_000)}@b.example`, {}, '/email'],
    [{ $gt: '' }, {}, '/email'],
    ['a@b.example', { newsletters: [] }, '/newsletters'],
    ['a@b.example', { newsletters: ['missing'] }, '/newsletters/0'],
    ['a@b.example', { newsletters: ['x'.repeat(10_000)] }, '/newsletters/0'],
    ['a@b.example', { language: '<script>' }, '/language'],
    ['a@b.example', { timeZone: 'Mars/Olympus' }, '/timeZone'],
    ['a@b.example', { timeZone: '../../etc/passwd' }, '/timeZone'],
    ['a@b.example', { hour: 24 }, '/hour'],
    ['a@b.example', { admin: true }, '/admin'],
  ])('refuses %j with %j, naming the field', async (email, more, pointer) => {
    newsroom.clock.advance(601_000);
    const response = await ask(email, more);
    expect(response.status).toBe(422);
    const { errors } = (await response.json()) as { errors: Array<{ pointer: string }> };
    expect(errors.map((error) => error.pointer)).toContain(pointer);
  });

  it('takes a confirmation within seven days and never for another purpose, changed or made up', async () => {
    newsroom.clock.advance(601_000);
    await ask('late@reader.example');
    const token = await newsroom.confirmationToken('late@reader.example');
    const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const bad of [changed, 'x', 'a.b.c', '..%2f', `${token}.`, 'x'.repeat(500)]) {
      expect((await newsroom.form(`/s/${bad}/confirm`, {})).status).toBe(404);
    }
    for (const path of ['unsubscribe', 'export', 'erase']) {
      expect((await newsroom.form(`/s/${token}/${path}`, {})).status).toBe(404);
    }
    newsroom.clock.advance(7 * 86_400_000 - 2_000);
    const other = newsroom.clock.now().getTime();
    expect((await newsroom.get(`/s/${token}`)).status).toBe(200);
    newsroom.clock.set(new Date(other + 3_000));
    expect((await newsroom.get(`/s/${token}`)).status).toBe(404);
    expect((await newsroom.form(`/s/${token}/confirm`, {})).status).toBe(404);
    expect((await found('late@reader.example')).items).toEqual([]);
  });

  it('brings nobody back by an old link who has left since', async () => {
    newsroom.clock.advance(601_000);
    await ask('gone@reader.example');
    const token = await newsroom.confirmationToken('gone@reader.example');
    const confirmed = await newsroom.form(`/s/${token}/confirm`, {});
    expect(confirmed.status).toBe(200);
    newsroom.clock.advance(1_000);
    const preferences = /\/s\/[\w.~-]+\/preferences/.exec(await confirmed.text())?.[0] ?? '';
    await newsroom.form(preferences, { language: 'en', timeZone: 'UTC' });
    await newsroom.form(`/s/${token}/confirm`, {});
    expect((await found('gone@reader.example')).items[0]?.newsletters).toMatchObject([{ state: 'ended' }]);
  });

  describe('on its page', () => {
    const page = async (path: string, language = 'de') =>
      (await newsroom.get(path, { 'accept-language': language })).text();

    it.each([
      ['de', 'Bestätigungsmail anfordern'],
      ['en', 'Ask for the confirmation mail'],
      ['fr', 'Demander le message de confirmation'],
    ])('speaks %s and is a plain form with the words of consent', async (language, button) => {
      const html = await page('/subscribe', language);
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).toContain(button);
      expect(html).toContain('name="email"');
      expect(html).not.toMatch(/<script(?! type="module" src)/);
    });

    it('takes the form, and shows what is wrong with it, escaped', async () => {
      newsroom.clock.advance(601_000);
      const sent = await newsroom.form('/subscribe?ui=de', {
        ...{ email: ' Form@Reader.example ', newsletters: 'daily', hour: '', timeZone: 'Europe/Berlin' },
      });
      expect(sent.status).toBe(202);
      expect(await sent.text()).toContain('Fast geschafft');
      const token = await newsroom.confirmationToken('form@reader.example');
      expect(await page(`/s/${token}`)).toContain('„Der daily“');
      const wrong = await newsroom.form('/subscribe', { email: '"><script>alert(1)</script>', hour: '99' });
      expect(wrong.status).toBe(422);
      const html = await wrong.text();
      expect(html).not.toContain('<script>alert');
      expect(html).toContain('role="alert"');
    });

    it('shows names of newsletters escaped', async () => {
      await newsroom.newsletter('sly', { name: { en: '<img src=x onerror=alert(1)>' } });
      expect(await page('/subscribe')).not.toContain('<img');
      expect(await page('/n/sly')).not.toContain('<img');
    });
  });
});
