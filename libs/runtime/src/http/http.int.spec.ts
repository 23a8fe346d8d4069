import { TransientError } from '#contracts/errors.js';
import { ProblemError, type Problem } from '#contracts/problem.js';
import { AuditStore } from '#ports/audit-store.port.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { gzipSync } from 'node:zlib';
import { Body, Controller, Delete, Get, HttpCode, Module, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { AdminSessions } from '../security/admin-sessions.js';
import { startApp, type StartedApp } from '../testing/start-app.js';
import { AdminOnly } from './admin-only.decorator.js';
import { RawBody } from './raw-body.decorator.js';

const Thing = z.strictObject({
  name: z.string().min(1),
  parts: z.array(z.strictObject({ size: z.int() })).default([]),
});
const Which = z.strictObject({ limit: z.coerce.number().int().max(10).default(5) });

@Controller('tests')
class OpenController {
  @Post('echo')
  @HttpCode(200)
  echo(@Body() body: unknown): unknown {
    return { body: body ?? null };
  }

  @Post('things')
  make(@Body({ schema: Thing }) body: z.infer<typeof Thing>, @Query({ schema: Which }) query: object): unknown {
    return { body, query };
  }

  @Post('raw')
  @RawBody(1_000)
  raw(@Body() body: Buffer | undefined): unknown {
    return { bytes: body?.length ?? 0 };
  }

  @Get('fails/:how')
  fail(@Param('how') how: string): never {
    if (how === 'problem') throw new ProblemError(409, 'It is taken.', { headers: { 'retry-after': '9' } });
    if (how === 'away') throw new TransientError('secret host db-7 is away', { retryAfterSeconds: 7 });
    throw new Error('secret inner reason');
  }

  @Get('text')
  text(): unknown {
    return { text: 'the same' };
  }
}

@AdminOnly()
@Controller('tests/admin')
class ClosedController {
  @Get()
  look(): unknown {
    return { ok: true };
  }

  @Post()
  change(): unknown {
    return { ok: true };
  }

  @Delete(':id')
  refuse(@Param('id') id: string): never {
    throw new ProblemError(404, `There is no ${id}.`);
  }
}

@Module({ controllers: [OpenController, ClosedController] })
class TestsModule {}

describe('Every address', () => {
  let app: StartedApp;
  const clock = new TestClock();
  beforeAll(async () => {
    app = await startApp(TestsModule, { dataDir: ':memory:', clock });
  });
  afterAll(() => app.stop());

  const post = (path: string, body: BodyInit, type?: string, headers: Record<string, string> = {}): Promise<Response> =>
    app.fetch(path, {
      method: 'POST',
      body,
      headers: { ...headers, ...(type === undefined ? {} : { 'content-type': type }) },
    });
  const problem = async (response: Response): Promise<Problem> => {
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const read = (await response.json()) as Problem;
    expect(read.status).toBe(response.status);
    return read;
  };

  describe('reads bodies', () => {
    it.each([
      ['application/json', '{"a":[1]}', { a: [1] }],
      ['application/json; charset=utf-8', '"ü"', 'ü'],
      ['application/vnd.x+json', 'null', null],
      ['application/x-www-form-urlencoded', 'a=1&b=x%20y&b=z', { a: '1', b: ['x y', 'z'] }],
      ['application/json', '', null],
    ])('of %s: %s', async (type, body, expected) => {
      expect(await (await post('/tests/echo', body, type)).json()).toEqual({ body: expected });
    });

    it.each([
      [415, 'text/plain', 'x'],
      [415, 'application/xml', '<a/>'],
      [415, 'application/json; charset=utf-16', '{}'],
      [400, 'application/json', '{'],
      [400, 'application/json', `${'['.repeat(65)}${']'.repeat(65)}`],
      [400, 'application/json', '{"__proto__":{}}'],
      [413, 'application/json', `"${'x'.repeat(1024 * 1024)}"`],
    ])('and answers %i to %s that it cannot take', async (status, type, body) => {
      const response = await post('/tests/echo', body, type);
      expect(response.status).toBe(status);
      await problem(response);
    });

    it.each(['/tests/echo', '/tests/raw'])('and takes none that is compressed (%s)', async (path) => {
      const headers = { 'content-encoding': 'gzip' };
      const response = await post(path, gzipSync('{"a":1}'), 'application/json', headers);
      expect(response.status).toBe(415);
      expect(response.headers.get('accept-encoding')).toBe('identity');
      await problem(response);
      expect((await post(path, '{}', 'application/json', { 'content-encoding': 'identity' })).ok).toBe(true);
    });

    it('as bytes where asked for, whatever the type, up to the limit of the route', async () => {
      expect(await (await post('/tests/raw', 'x'.repeat(1_000), 'text/csv')).json()).toEqual({ bytes: 1_000 });
      expect((await post('/tests/raw', 'x'.repeat(1_001), 'text/csv')).status).toBe(413);
    });
  });

  describe('answers a mistake with a problem document', () => {
    it('that points at each wrong field', async () => {
      const body = JSON.stringify({ name: '', parts: [{ size: 1 }, { size: 1.5, 'a/b': 1 }], more: true });
      const response = await post('/tests/things', body, 'application/json');
      expect(response.status).toBe(422);
      const { errors, instance } = await problem(response);
      expect(errors?.map(({ pointer }) => pointer).sort()).toEqual([
        '/more',
        '/name',
        '/parts/1/a~1b',
        '/parts/1/size',
      ]);
      expect(instance).toBe('/tests/things');
    });

    it('also for parameters of the query', async () => {
      const response = await post('/tests/things?limit=11&x=1', '{"name":"a"}', 'application/json');
      expect((await problem(response)).errors?.map(({ pointer }) => pointer).sort()).toEqual(['/limit', '/x']);
    });

    it('with its headers', async () => {
      const response = await app.fetch('/tests/fails/problem');
      expect(response.headers.get('retry-after')).toBe('9');
      expect(await problem(response)).toMatchObject({ title: 'Conflict', status: 409, detail: 'It is taken.' });
    });

    it('as 503 with the time to wait when something is away, and not a word of what', async () => {
      const response = await app.fetch('/tests/fails/away');
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('7');
      expect(JSON.stringify(await problem(response))).not.toContain('db-7');
    });

    it('as 500 with a trace id and nothing of the inside for a bug', async () => {
      const response = await app.fetch('/tests/fails/bug');
      const text = JSON.stringify(await problem(response));
      expect(response.status).toBe(500);
      expect(text).not.toMatch(/secret|\.ts|at /);
      expect(text).toContain(response.headers.get('traceparent')?.slice(3, 35));
    });

    it('that tells a wrong method from a wrong path', async () => {
      expect((await app.fetch('/tests/nothing')).status).toBe(404);
      const response = await app.fetch('/tests/text', { method: 'DELETE' });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
      await problem(response);
    });

    it.each(['/tests/%E0%A4%A', '/%00', '/tests/text/..%2f..%2fetc/passwd', `/tests/${'x'.repeat(9_000)}`])(
      'to the hostile path %s',
      async (path) => {
        const response = await app.fetch(path);
        expect([400, 404, 414]).toContain(response.status);
        await problem(response);
      },
    );
  });

  it('gives the same bytes the same ETag and answers 304 to who has them', async () => {
    const first = await app.fetch('/tests/text');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    for (const header of [etag, `"other", W/${etag}`, '*']) {
      const again = await app.fetch('/tests/text', { headers: { 'if-none-match': header } });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      expect(again.headers.get('etag')).toBe(etag);
    }
    expect((await app.fetch('/tests/text', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('goes on with the trace of its caller and makes one for the others', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const traced = await app.fetch('/tests/text', { headers: { traceparent } });
    expect(traced.headers.get('traceparent')).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
    for (const bad of ['', 'x', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`]) {
      const response = await app.fetch('/tests/text', { headers: { traceparent: bad } });
      expect(response.headers.get('traceparent')).toMatch(/^00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    }
  });

  it('forbids browsers to guess types, frame it or run anything', async () => {
    const { headers } = await app.fetch('/tests/text');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe(`default-src 'none'; frame-ancestors 'none'`);
  });

  describe('of administrators', () => {
    const look = (headers: Record<string, string> = {}): Promise<Response> => app.fetch('/tests/admin', { headers });
    beforeEach(() => clock.advance(61_000));

    it('opens to the admin token alone, and asks for it by name', async () => {
      expect((await app.fetch('/tests/admin', { admin: true })).status).toBe(200);
      expect((await look({ authorization: `bearer   ${app.adminToken} ` })).status).toBe(200);
      const refused = await look();
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toBe('Bearer realm="courant"');
      await problem(refused);
    });

    it.each([
      'Bearer',
      'Bearer wrong',
      'Basic dXNlcjpwYXNz',
      'Bearer test-admin-token-0123456789x',
      'test-admin-token',
    ])('stays closed to Authorization: %s', async (authorization) => {
      expect((await look({ authorization })).status).toBe(401);
    });

    it('slows down who guesses, and never who knows the token', async () => {
      const guesses = [];
      for (let guess = 0; guess < 12; guess += 1)
        guesses.push((await look({ authorization: `Bearer g${guess}` })).status);
      expect(guesses).toEqual([...Array<number>(10).fill(401), 429, 429]);
      const slowed = await look({ authorization: 'Bearer again' });
      expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await app.fetch('/tests/admin', { admin: true })).status).toBe(200);
      expect((await look()).status).toBe(401);
      clock.advance(61_000);
      expect((await look({ authorization: 'Bearer later' })).status).toBe(401);
    });

    it("opens to the console's cookie, for changes from its own pages alone", async () => {
      const cookie = app.get(AdminSessions).begin().split(';')[0] ?? '';
      expect((await look({ cookie })).status).toBe(200);
      const change = (headers: Record<string, string>) => post('/tests/admin', '', undefined, { cookie, ...headers });
      expect((await change({ 'sec-fetch-site': 'same-origin' })).status).toBe(201);
      for (const site of ['cross-site', 'same-site', 'none']) {
        expect((await change({ 'sec-fetch-site': site })).status).toBe(403);
      }
      expect((await look({ cookie: `${cookie}x` })).status).toBe(401);
      expect((await look({ cookie, authorization: 'Bearer wrong' })).status).toBe(401);
    });

    it('records every change with its outcome before it is answered, and no look', async () => {
      const audit = app.get(AuditStore);
      const before = (await audit.list({ limit: 100 })).length;
      await app.fetch('/tests/admin', { admin: true });
      await app.fetch('/tests/admin?x=1', { admin: true, method: 'POST' });
      await app.fetch('/tests/admin/7', { admin: true, method: 'DELETE' });
      await app.fetch('/tests/admin/7', { method: 'DELETE' });
      const entries = await audit.list({ limit: 100 });
      expect(entries).toHaveLength(before + 2);
      expect(entries[0]).toMatchObject({
        ...{ who: 'token', what: 'DELETE /tests/admin/:id', target: '/tests/admin/7', outcome: 'refused' },
        detail: '404 There is no 7.',
      });
      expect(entries[1]).toMatchObject({
        what: 'POST /tests/admin',
        target: '/tests/admin',
        outcome: 'done',
        detail: '201',
      });
    });
  });
});
