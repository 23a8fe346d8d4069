import { AuditStore } from '#ports/audit-store.port.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { TestNewsroom } from '../testing/test-newsroom.js';

interface Problem {
  readonly errors?: ReadonlyArray<{ pointer: string; detail: string }>;
}

const MORNING = {
  id: 'morning',
  name: { en: 'The Morning', de: 'Der Morgen' },
  languages: ['en', 'de'],
  schedule: { kind: 'daily', hour: 7 },
};

describe('The newsletters', () => {
  let server: RealServer;
  let newsroom: TestNewsroom;
  beforeAll(async () => {
    server = await RealServer.start();
    newsroom = await TestNewsroom.start(server);
  });
  afterAll(async () => {
    await newsroom.stop();
    await server.stop();
  });
  const make = (settings: object) => newsroom.send('POST', '/v1/newsletters', { ...MORNING, ...settings });
  const pointers = async (response: Response): Promise<string[]> => [
    ...new Set(((await response.json()) as Problem).errors?.map(({ pointer }) => pointer)),
  ];

  it('are made, shown, listed, changed and removed, and every change is on record', async () => {
    const made = await make({});
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({ ...MORNING, query: { q: '' }, maxArticles: 10, minArticles: 1 });
    expect((await make({})).status).toBe(409);
    await make({ id: 'other' });
    expect(await newsroom.json('/v1/newsletters?limit=1')).toMatchObject({
      items: [{ id: 'morning' }],
      nextCursor: 'morning',
    });
    const changed = await newsroom.send('PATCH', '/v1/newsletters/morning', {
      maxArticles: 3,
      schedule: { kind: 'cron', cron: '30 6 * * 1-5' },
      replyTo: 'desk@publisher.example',
    });
    expect(await changed.json()).toMatchObject({ maxArticles: 3, schedule: { kind: 'cron' }, languages: ['en', 'de'] });
    const cleared = await newsroom.send('PATCH', '/v1/newsletters/morning', { replyTo: null });
    expect(await cleared.json()).not.toHaveProperty('replyTo');
    expect((await newsroom.send('DELETE', '/v1/newsletters/other')).status).toBe(204);
    expect((await newsroom.send('DELETE', '/v1/newsletters/other')).status).toBe(404);
    expect((await newsroom.get('/v1/newsletters/other')).status).toBe(404);
    const audited = await newsroom.app.get(AuditStore).list({ limit: 100 });
    expect(audited.map(({ what, outcome }) => `${what} ${outcome}`)).toContain('PATCH /v1/newsletters/:id done');
    expect(audited.map(({ what, outcome }) => `${what} ${outcome}`)).toContain('POST /v1/newsletters refused');
  });

  it.each([
    [{ id: 'No Slug' }, ['/id']],
    [{ languages: ['english'] }, ['/languages/0']],
    [{ languages: [] }, ['/languages']],
    [{ name: {} }, ['/name']],
    [{ name: { en: 'Two\r\nBcc: all@reader.example' } }, ['/name/en']],
    [{ name: { en: 'x'.repeat(10_000) } }, ['/name/en']],
    [{ from: 'Desk <desk@publisher.example>\nBcc: all@reader.example' }, ['/from']],
    [{ replyTo: 'Desk <desk@publisher.example>' }, ['/replyTo']],
    [{ schedule: { kind: 'hourly' } }, ['/schedule/kind']],
    [{ schedule: { kind: 'daily', hour: 24 } }, ['/schedule/hour']],
    [{ schedule: { kind: 'cron', cron: 'every day' } }, ['/schedule/cron']],
    [{ schedule: { kind: 'cron', cron: '61 * * * *' } }, ['/schedule/cron']],
    [{ schedule: { kind: 'cron', cron: '0 0 31 2 *' } }, ['/schedule/cron']],
    [{ schedule: { kind: 'cron', cron: '2026-11-02T06:00:00' } }, ['/schedule/cron']],
    [{ minArticles: 5, maxArticles: 3 }, ['/minArticles']],
    [{ query: { section: 'North', colour: 'red' } }, ['/query/colour']],
    [{ query: { q: 'x'.repeat(10_000) } }, ['/query/q']],
    [{ unknown: 1 }, ['/unknown']],
  ])('are refused as %j with a pointer', async (settings, expected) => {
    const response = await make({ id: 'bad', ...settings });
    expect(response.status).toBe(422);
    expect(await pointers(response)).toEqual(expected);
    expect((await newsroom.get('/v1/newsletters/bad')).status).toBe(404);
  });

  it.each([
    [{ minArticles: 50 }, ['/minArticles']],
    [{ languages: null }, ['/languages']],
    [{ schedule: { kind: 'weekly', weekday: 8 } }, ['/schedule/weekday']],
    [{ schedule: { kind: 'cron', cron: '0 25 * * *' } }, ['/schedule/cron']],
    [{ id: 'renamed' }, ['/id']],
    [{ name: { de: 'A\u0000B' } }, ['/name/de']],
  ])('stay as they are when changed to %j, with a pointer', async (change, expected) => {
    await make({ id: 'kept' });
    const before = await newsroom.json('/v1/newsletters/kept');
    const response = await newsroom.send('PATCH', '/v1/newsletters/kept', change);
    expect(response.status).toBe(422);
    expect(await pointers(response)).toEqual(expected);
    expect(await newsroom.json('/v1/newsletters/kept')).toEqual(before);
  });

  it('are closed to whoever has no admin token', async () => {
    for (const [method, path] of [
      ['GET', '/v1/newsletters'],
      ['POST', '/v1/newsletters'],
      ['DELETE', '/v1/newsletters/morning'],
      ['POST', '/v1/newsletters/morning/editions'],
      ['POST', '/v1/newsletters/morning/preview'],
      ['GET', '/v1/editions'],
      ['GET', '/v1/subscribers'],
      ['GET', '/v1/subscribers/export'],
      ['POST', '/v1/subscribers/import'],
      ['GET', '/v1/suppressions'],
    ] as const) {
      expect((await newsroom.app.fetch(path, { method })).status).toBe(401);
    }
  });

  it('are previewed in each language and sent as a test, scripts of articles escaped', async () => {
    await newsroom.newsletter('looked-at', { query: { tag: 'shown' } });
    await newsroom.publish(
      anArticle('shown')
        .titled('<script>alert(1)</script> & more')
        .with({ tags: ['shown'] }),
      anArticle('not').titled('Not chosen'),
    );
    const preview = await newsroom.send('POST', '/v1/newsletters/looked-at/preview', {});
    const { html, text } = (await preview.json()) as { html: string; text: string };
    expect(preview.status).toBe(200);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; more');
    expect(html).not.toContain('<script');
    expect(text).toContain('<script>alert(1)</script> & more');
    expect(html + text).not.toContain('Not chosen');
    const test = await newsroom.send('POST', '/v1/newsletters/looked-at/test', { to: 'desk@publisher.example' });
    expect(test.status).toBe(200);
    expect((await newsroom.mailsTo('desk@publisher.example'))[0]?.subject).toContain('[Test] The looked-at');
    for (const to of ['no address', 'a@b.example\r\nBcc: c@d.example', `${'x'.repeat(10_000)}@b.example`]) {
      expect((await newsroom.send('POST', '/v1/newsletters/looked-at/test', { to })).status).toBe(422);
    }
    expect(await newsroom.json('/v1/editions')).toEqual({ items: [] });
  });

  it('give no article a line of its own making, nor a control character, in either part of the mail', async () => {
    await newsroom.newsletter('forged', { query: { tag: 'forged' } });
    await newsroom.publish(
      anArticle('forged')
        .titled('Storm\r\n\r\n-- \r\nUnsubscribe: https://evil.example/\u001b[31m')
        .with({ tags: ['forged'], summary: 'One\u2028Preferences: https://evil.example/\u0008' }),
    );
    const preview = await newsroom.send('POST', '/v1/newsletters/forged/preview', {});
    const { html, text } = (await preview.json()) as { html: string; text: string };
    expect(text).toContain('Storm -- Unsubscribe: https://evil.example/[31m\nOne Preferences: https://evil.example/\n');
    expect(html + text).not.toMatch(/[^\P{Cc}\n\t\r]/u);
  });
});
