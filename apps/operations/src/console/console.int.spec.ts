import { articleIdOf } from '#contracts/article-id.js';
import { SourceId } from '#contracts/ids.js';
import { ArticleStore } from '#ports/article-store.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { ReceiptStore } from '#ports/receipt-store.port.js';
import { SourceStore } from '#ports/source-store.port.js';
import { aHead, aVersion } from '#ports/testing/article-write-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { failedJob } from '#runtime/testing/failed-job.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { OperationsModule } from '../operations.module.js';

const hostile = '<script>alert("x")</script>';
const form = (fields: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  redirect: 'manual',
});

describe('The console', () => {
  let app: StartedApp;
  let cookie: string;
  beforeAll(async () => {
    app = await startApp(OperationsModule, { dataDir: ':memory:' });
    const answer = await app.fetch('/console/sign-in', form({ token: app.adminToken }));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console']);
    const set = answer.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/; HttpOnly; SameSite=Strict/);
    cookie = set.split(';')[0] ?? '';
  });
  afterAll(() => app.stop());

  const see = async (path: string, status = 200): Promise<string> => {
    const response = await app.fetch(path, { headers: { cookie } });
    expect(response.status).toBe(status);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain(`script-src 'self'`);
    return response.text();
  };
  const act = (path: string, fields: Record<string, string> = {}, site = 'same-origin'): Promise<Response> =>
    app.fetch(path, { ...form(fields), headers: { cookie, 'sec-fetch-site': site } });
  const deadJob = (id: string, error = 'the reason'): Promise<string> => failedJob(app, id, error);

  it('asks who is not signed in to sign in, and leads back to where he was going', async () => {
    const answer = await app.fetch('/console/queues?x=1', { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/console/sign-in?to=%2Fconsole%2Fqueues%3Fx%3D1');
    const page = await (await app.fetch('/console/sign-in?to=/console/queues')).text();
    expect(page).toContain('<input type="hidden" name="to" value="/console/queues"/>');
  });

  it.each(['//evil.example', 'https://evil.example', '/consoles', '/a/b'])('never leads to %s', async (to) => {
    const answer = await app.fetch('/console/sign-in', form({ token: app.adminToken, to }));
    expect(answer.headers.get('location')).toBe('/console');
  });

  it('refuses a wrong token, and too many of them for a while', async () => {
    const other = await startApp(OperationsModule, { dataDir: ':memory:' });
    const statuses: number[] = [];
    for (let time = 0; time < 11; time++)
      statuses.push((await other.fetch('/console/sign-in', form({ token: 'wrong' }))).status);
    expect(statuses.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => 401));
    expect(statuses.at(-1)).toBe(429);
    expect((await other.fetch('/console/sign-in', form({ token: other.adminToken }))).status).toBe(303);
    await other.stop();
  });

  it('shows checks, delivery, queues, editions and sources at a glance', async () => {
    await app.get(SourceStore).create({
      ...{ id: SourceId.parse('courier'), name: hostile, format: 'native', createdAt: '2026-11-02T06:00:00Z' },
      secrets: [{ id: 's', secret: 'whsec_c2VjcmV0', createdAt: '2026-11-02T06:00:00Z' }],
    });
    const page = await see('/console');
    for (const shown of ['Ready', 'Event delivery', 'Job queues', 'Newest editions', 'Open dead letters', 'courier'])
      expect(page).toContain(shown);
    expect(page).toContain('&lt;script>alert(&quot;x&quot;)');
    expect(page).not.toContain('whsec_');
    expect(page).not.toMatch(/ style=|<style|<script(?! type="module" src="\/assets\/)/);
  });

  it('shows a dead letter whole with its reason escaped, and redrives it once however often it is pressed', async () => {
    const id = await deadJob('job-1', hostile);
    const list = await see('/console/dead-letters');
    expect(list).toContain(`/console/dead-letters/${id}`);
    const page = await see(`/console/dead-letters/${id}`);
    expect(page).toContain('&lt;script>');
    expect(page).toContain('&quot;edition&quot;: &quot;e1&quot;');
    const outcomes = [];
    for (let time = 0; time < 2; time++)
      outcomes.push((await act(`/console/dead-letters/${id}/redrive`)).headers.get('location'));
    expect(outcomes).toEqual([
      `/console/dead-letters/${id}?outcome=redriven`,
      `/console/dead-letters/${id}?outcome=in-hand`,
    ]);
    for (const outcome of ['in-hand', 'settled']) {
      const told = await see(`/console/dead-letters/${id}?outcome=${outcome}`);
      expect(told).toContain('nothing was done a second time');
    }
  });

  it('gives a dead letter up with a reason, and not without one', async () => {
    const id = await deadJob('job-2');
    expect((await act(`/console/dead-letters/${id}/discard`, { reason: ' ' })).status).toBe(422);
    expect((await act(`/console/dead-letters/${id}/discard`, { reason: 'an old test' })).status).toBe(303);
    const page = await see(`/console/dead-letters/${id}`);
    expect(page).toContain('an old test');
    expect(page).not.toContain('/redrive"');
  });

  it('pauses a queue, lets it go on and retries a failed job', async () => {
    const queue = app.get(JobQueue);
    await queue.add([{ queue: 'tests.jobs', id: 'fails', data: { n: 1 } }]);
    const end = await queue.work({
      ...{ queue: 'tests.jobs', concurrency: 1, attempts: 1, backoffMs: 1 },
      handle: () => Promise.reject(new Error('it broke')),
    });
    await eventually(async () => (await queue.list('tests.jobs', 'failed', 10)).length === 1);
    await end();
    expect(await see('/console/queues/tests.jobs')).toContain('it broke');
    await act('/console/queues/tests.jobs/pause');
    expect(await see('/console/queues/tests.jobs')).toContain('>Resume<');
    await act('/console/queues/tests.jobs/resume');
    expect(await see('/console/queues/tests.jobs')).toContain('>Pause<');
    expect((await act('/console/queues/tests.jobs/jobs/fails/retry')).status).toBe(303);
    expect(await queue.list('tests.jobs', 'waiting', 10)).toHaveLength(1);
    expect((await act('/console/queues/nothing/pause')).status).toBe(404);
    expect(await see('/console/queues/nothing', 404)).toContain('There is no queue nothing.');
  });

  it('leads from a hundred jobs of a queue to the next', async () => {
    const jobs = Array.from({ length: 101 }, (_, n) => ({ queue: 'tests.many', id: `many-${n + 1}.`, data: {} }));
    await app.get(JobQueue).add(jobs);
    const first = await see('/console/queues/tests.many?state=waiting');
    expect([first.includes('many-100.'), first.includes('many-101.')]).toEqual([true, false]);
    const next = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await see(next);
    expect([second.includes('many-100.'), second.includes('many-101.')]).toEqual([false, true]);
    expect(second).not.toContain('rel="next"');
  });

  it('finds an article by its id, by an address that holds it and by the id of its sender, with its receipt', async () => {
    const source = SourceId.parse('courier');
    const id = articleIdOf(source, 'their-42');
    await app.get(ArticleStore).commit(
      [
        {
          ...{ expectedRevision: 0, head: aHead('x', { id, source, externalId: 'their-42' }), outbox: [] },
          received: aVersion('their-42', {
            input: { externalId: 'their-42', title: `A ${hostile}`, body: { text: 'T' } },
          }),
        },
      ],
      [],
    );
    await app.get(ReceiptStore).record([
      { articleId: id, version: 1, stage: 'published', at: '2026-11-02T07:30:00.084Z', outcome: 'completed' },
      {
        ...{ articleId: id, version: 1, stage: 'indexed', at: '2026-11-02T07:30:09Z', outcome: 'failed' },
        detail: { reason: hostile, deadLetter: 'd1' },
      },
    ]);
    for (const wanted of [id, `https://news.example/a/${id}?ui=de`, 'their-42']) {
      const page = await see(`/console/find?q=${encodeURIComponent(wanted)}`);
      expect(page).toContain('A &lt;script>');
      expect(page).toContain('after 84 ms');
      expect(page).toContain('/console/dead-letters/d1');
      expect(page).not.toContain('<script>');
    }
    expect(await see('/console/find?q=unheard-of')).toContain('Nothing found.');
    expect(await see('/console/find?q=nobody@reader.example')).toContain('Nobody with this address');
    expect(await see('/console/find?q=https://news.example/%25E0%25A4%25A')).toContain('Nothing found.');
  });

  it('does nothing for a page of another site, and records every act', async () => {
    const id = await deadJob('job-3');
    expect((await act(`/console/dead-letters/${id}/redrive`, {}, 'cross-site')).status).toBe(403);
    await act(`/console/dead-letters/${id}/redrive`);
    const audit = await see('/console/audit');
    expect(audit).toContain('POST /console/sign-in');
    expect(audit).toContain(`/console/dead-letters/${id}/redrive`);
    expect(await see(`/console/audit?target=/console/dead-letters/${id}/redrive`)).toContain('Only acts on');
  });

  it('ends a session for good at sign-out', async () => {
    const signedIn = await app.fetch('/console/sign-in', form({ token: app.adminToken }));
    const own = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const out = await app.fetch('/console/sign-out', { ...form(), headers: { cookie: own } });
    expect([out.status, out.headers.get('location')]).toEqual([303, '/console/sign-in']);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    const after = await app.fetch('/console', { headers: { cookie: own }, redirect: 'manual' });
    expect(after.status).toBe(303);
  });
});
