import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { eventually } from '#ports/testing/eventually.js';
import { EventLog } from '#ports/event-log.port.js';
import { Webhook } from 'standardwebhooks';
import { IngestionModule } from '../ingestion.module.js';
import { aNative, TestSender } from '../testing/a-sender.js';

interface Answer {
  id: string;
  version: number;
  outcome: string;
  receipt: string;
  detail: string;
  errors: Array<{ pointer: string; detail: string }>;
  results: Array<{ status: number; outcome?: string; errors?: Array<{ pointer: string }> }>;
}
const read = async (response: Response): Promise<Answer> => (await response.json()) as Answer;

describe('The signed webhook', () => {
  let app: StartedApp;
  let sender: TestSender;
  beforeAll(async () => {
    app = await startApp(IngestionModule, { dataDir: ':memory:' });
    sender = await TestSender.make(app);
  });
  afterAll(() => app.stop());

  it('accepts an article, publishes it on the log and shows it with its receipt', async () => {
    const response = await sender.send(aNative('first'));
    expect(response.status).toBe(202);
    const answer = await read(response);
    expect(answer).toMatchObject({ version: 1, outcome: 'created' });
    const shown = await eventually(async () => {
      const got = await app.fetch(`/v1/articles/${answer.id}`);
      return got.ok ? ((await got.json()) as Record<string, unknown>) : undefined;
    });
    expect(shown).toMatchObject({
      externalId: 'first',
      version: 1,
      source: 'courier',
      canonicalLanguage: 'en',
      text: 'Body of first, long enough to read.',
    });
    const stages = await eventually(async () => {
      const receipt = (await (await fetch(answer.receipt)).json()) as { stages: Array<{ stage: string }> };
      return receipt.stages.length >= 2 ? receipt.stages.map(({ stage }) => stage) : undefined;
    });
    expect(stages).toEqual(['accepted', 'published']);
    const [record] = await app.get(EventLog).read({ topic: 'articles', key: answer.id, limit: 10 });
    expect(record?.attributes['type']).toBe('article.published.v1');
  });

  it('accepts what the reference library signs, with either of two live secrets', async () => {
    const added = await app.fetch('/v1/sources/courier/secrets', { method: 'POST', admin: true });
    const { secret, id } = (await added.json()) as { secret: string; id: string };
    for (const live of [sender.secret, secret]) {
      const body = JSON.stringify(aNative(`library-${live.slice(6, 14)}`));
      const at = new Date();
      const response = await app.fetch('/v1/sources/courier/articles', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': `lib-${live.slice(6, 14).replace(/\W/g, '')}`,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': `v1,bm9uc2Vuc2U= ${new Webhook(live).sign(`lib-${live.slice(6, 14).replace(/\W/g, '')}`, at, body)}`,
        },
        body,
      });
      expect(response.status).toBe(202);
    }
    expect((await app.fetch(`/v1/sources/courier/secrets/${id}`, { method: 'DELETE', admin: true })).status).toBe(204);
    expect((await sender.send(aNative('rotated'), { secret })).status).toBe(401);
  });

  it.each([
    [
      'an unsigned body',
      (): Promise<Response> => app.fetch('/v1/sources/courier/articles', { method: 'POST', body: '{}' }),
      401,
    ],
    ['another secret', () => sender.send(aNative(), { secret: 'whsec_bm90IHRoZSBzZWNyZXQ=' }), 401],
    ['a time five minutes and a second ago', () => sender.send(aNative(), { at: new Date(Date.now() - 302_000) }), 401],
    ['a time in the future', () => sender.send(aNative(), { at: new Date(Date.now() + 302_000) }), 401],
    ['another content type', () => sender.send(aNative(), { contentType: 'text/csv' }), 415],
    ['another charset', () => sender.send(aNative(), { contentType: 'application/json; charset=latin1' }), 415],
    ['three MiB', () => sender.send(aNative('big', { body: { text: 'x'.repeat(3 << 20) } })), 413],
  ])('refuses %s', async (_what, post, status) => {
    const response = await post();
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('answers 404 for an unknown source', async () => {
    const stranger = new TestSender(app, 'nobody', sender.secret);
    expect((await stranger.send(aNative())).status).toBe(404);
  });

  it.each([
    ['{"externalId": "x", ', ''],
    ['[]', ''],
    ['"text"', ''],
    ['{}', '/externalId'],
    [JSON.stringify(aNative('x', { title: '' })), '/title'],
    [JSON.stringify(aNative('x', { colour: 'red' })), '/colour'],
    [JSON.stringify(aNative('x', { publishedAt: 'yesterday' })), '/publishedAt'],
    [JSON.stringify(aNative('x', { images: [{ url: 'javascript:alert(1)' }] })), '/images/0/url'],
    [JSON.stringify(aNative('x', { body: { html: 'a', text: 'b' } })), '/body'],
    [JSON.stringify({ externalId: 'x', title: 'y' }), '/body'],
    ['{"externalId":"x","title":"a\\u0000b","body":{"text":"c"}}', '/title'],
    ['{"externalId":"x","title":"\\ud800","body":{"text":"c"}}', '/title'],
    ['['.repeat(200) + ']'.repeat(200), ''],
    ['{"articles":[]}', '/articles'],
    ['{"articles":[{}],"a/b~c":1}', '/a~1b~0c'],
    [JSON.stringify({ articles: [aNative()], more: 1 }), '/more'],
  ])('names the field of bad input: %s at %s', async (body, pointer) => {
    const response = await sender.post(body);
    expect(response.status).toBe(422);
    expect((await read(response)).errors.map((field) => field.pointer)).toContain(pointer);
  });

  it('refuses bytes that are not UTF-8', async () => {
    const response = await sender.post(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]));
    expect(response.status).toBe(422);
  });

  it('gives the same delivery the same answer, and refuses its id with another body', async () => {
    const first = await sender.send(aNative('again'), { id: 'delivery-1' });
    const [second, third] = await Promise.all([
      sender.send(aNative('again'), { id: 'delivery-1' }),
      sender.send(aNative('again'), { id: 'delivery-1' }),
    ]);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    for (const repeated of [second, third]) {
      expect(repeated.status).toBe(202);
      expect(repeated.headers.get('idempotent-replayed')).toBe('true');
    }
    expect(await read(second)).toEqual(await read(first));
    expect((await sender.send(aNative('other'), { id: 'delivery-1' })).status).toBe(422);
  });

  it('gives one of two same deliveries that arrive together a version and the other the same answer', async () => {
    const twins = await Promise.all([1, 2].map(() => sender.send(aNative('twins'), { id: 'twin-1' })));
    const answers = await Promise.all(twins.map(read));
    expect(answers[0]).toEqual(answers[1]);
    expect(twins.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(1);
  });

  it('counts versions, keeps what is the same and drops what is older', async () => {
    const outcomes: string[] = [];
    const versions: number[] = [];
    for (const parts of [
      { version: 2, title: 'two' },
      { version: 2, title: 'two' },
      { version: 3, title: 'three' },
      { version: 1, title: 'one' },
      { version: 5, title: 'three' },
      { version: 4, title: 'four' },
      { version: 6, status: 'withdrawn' },
      { version: 5, title: 'back' },
      { version: 7, title: 'back' },
    ]) {
      const answer = await read(await sender.send(aNative('versions', parts)));
      outcomes.push(answer.outcome);
      versions.push(answer.version);
    }
    expect(outcomes).toEqual([
      'created',
      'unchanged',
      'updated',
      'stale',
      'unchanged',
      'stale',
      'withdrawn',
      'stale',
      'updated',
    ]);
    expect(versions).toEqual([1, 1, 2, 2, 2, 2, 3, 3, 4]);
  });

  it('answers a batch article by article, in order', async () => {
    const response = await sender.send({
      articles: [aNative('b-1'), { externalId: 'b-2' }, aNative('b-1', { title: 'Newer' })],
    });
    expect(response.status).toBe(207);
    const { results } = await read(response);
    expect(results.map(({ status, outcome }) => outcome ?? status)).toEqual(['created', 422, 'updated']);
    expect(results[1]?.errors?.map(({ pointer }) => pointer)).toContain('/articles/1/title');
  });

  it('withdraws, tells it is gone, and keeps an embargoed article back', async () => {
    const { id } = await read(await sender.send(aNative('gone')));
    await eventually(async () => (await app.fetch(`/v1/articles/${id}`)).ok);
    const withdrawn = await app.fetch(`/v1/articles/${id}/withdraw`, {
      method: 'POST',
      admin: true,
      headers: { 'content-type': 'application/json' },
      body: '{"reason":"legal"}',
    });
    expect(withdrawn.status).toBe(202);
    expect((await app.fetch(`/v1/articles/${id}`)).status).toBe(410);
    const scheduled = await read(await sender.send(aNative('later', { embargoedUntil: '2099-01-01T00:00:00Z' })));
    expect(scheduled.outcome).toBe('scheduled');
    expect((await app.fetch(`/v1/articles/${scheduled.id}`)).status).toBe(404);
    expect((await app.fetch(`/v1/articles/${scheduled.id}/versions`)).status).toBe(404);
  });

  it.each([
    ['a version', { version: 3 }, { version: 4 }],
    ['a time', { modifiedAt: '2026-11-02T08:00:00Z' }, { modifiedAt: '2026-11-02T09:00:00Z' }],
  ])(
    'does not let what an editor withdrew come back by a resend of %s, but by a later one',
    async (what, marks, later) => {
      const article = aNative(`taken back, ${what}`, marks);
      const { id } = await read(await sender.send(article));
      const withdrawal = await app.fetch(`/v1/articles/${id}/withdraw`, {
        ...{ method: 'POST', admin: true, headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({ reason: 'wrong in substance' }),
      });
      expect(withdrawal.status).toBe(202);
      const resent = await sender.send(article);
      expect([resent.status, (await read(resent)).outcome]).toEqual([200, 'stale']);
      expect((await read(await sender.send({ ...article, title: 'Other words' }))).outcome).toBe('stale');
      expect((await app.fetch(`/v1/articles/${id}`)).status).toBe(410);
      expect((await read(await sender.send({ ...article, ...later }))).outcome).toBe('updated');
      await eventually(async () => (await app.fetch(`/v1/articles/${id}`)).status === 200);
    },
  );

  it('takes a public article back that is put under embargo', async () => {
    const { id } = await read(await sender.send(aNative('hush', { version: 1 })));
    await eventually(async () => (await app.fetch(`/v1/articles/${id}`)).ok);
    const answer = await read(
      await sender.send(aNative('hush', { version: 2, embargoedUntil: new Date(Date.now() + 800).toISOString() })),
    );
    expect(answer).toMatchObject({ outcome: 'scheduled', version: 3 });
    expect((await app.fetch(`/v1/articles/${id}`)).status).toBe(404);
    await eventually(async () => (await app.fetch(`/v1/articles/${id}`)).ok, { what: 'the release' });
    const records = await app.get(EventLog).read({ topic: 'articles', key: id, limit: 10 });
    expect(records.map(({ attributes }) => attributes['type'])).toEqual([
      'article.published.v1',
      'article.withdrawn.v1',
      'article.published.v1',
    ]);
  });
});
