import { TransientError } from '#contracts/errors.js';
import { invalidInput, type Problem } from '#contracts/problem.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { Controller, Get, Module, Param } from '@nestjs/common';
import { z } from 'zod';
import { SearchModule } from '../search.module.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const hostile = `<script>alert("1")</script>`;

@Controller('tests/fails')
class FailingController {
  @Get(':how')
  fail(@Param('how') how: string): never {
    if (how === 'away') throw new TransientError('secret host db-7 is away', { retryAfterSeconds: 7 });
    if (how === 'invalid') {
      const { error } = z.strictObject({}).safeParse({ [hostile]: 1 });
      if (error !== undefined) throw invalidInput(error);
    }
    throw new Error('secret inner reason');
  }
}

@Module({ imports: [SearchModule], controllers: [FailingController] })
class TestsModule {}

describe('A browser that asks for a page', () => {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startApp(TestsModule, { dataDir: ':memory:' });
  });
  afterAll(() => app.stop());

  const ask = (path: string, language = 'en', init: RequestInit = {}): Promise<Response> =>
    app.fetch(path, { ...init, headers: { accept: BROWSER, 'accept-language': language } });

  it.each([
    ['de', 'Diese Seite gibt es nicht', 'Suchen'],
    ['en', 'There is no such page', 'Search'],
    ['fr', 'Cette page n’existe pas', 'Chercher'],
  ])('is told in %s that nothing is there, and shown the search', async (language, title, search) => {
    const response = await ask('/nowhere', language);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain(`script-src 'self'`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const html = await response.text();
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toMatch(new RegExp(`<form[^>]* role="search" action="/".*>${search}</button>`, 's'));
    expect(html).toContain('<meta name="robots" content="noindex"/>');
  });

  it('is given a problem document by the addresses for programs, as everybody is who asks for none', async () => {
    const documents = [
      ask('/v1/nowhere'),
      app.fetch('/nowhere'),
      app.fetch('/nowhere', { headers: { accept: '*/*' } }),
    ];
    for (const response of await Promise.all(documents)) {
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(((await response.json()) as Problem).detail).toBe('Nothing is here.');
    }
  });

  it.each([
    ['/tests/fails/away', 503, 'Back in a moment'],
    ['/tests/fails/somehow', 500, 'Something went wrong here'],
    ['/tests/fails/invalid', 422, 'This cannot be understood'],
    ['/a/%FCber', 400, 'This cannot be understood'],
    [`/a/${'x'.repeat(1_100)}`, 414, 'This cannot be understood'],
    [`/?q=${'x'.repeat(9_000)}`, 414, 'This cannot be understood'],
  ])('is shown a page by %.20s that says nothing of the inside', async (path, status, title) => {
    const response = await ask(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const html = await response.text();
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).not.toMatch(/secret|<script|db-7/);
  });

  it('is told when to come again and what to tell the technicians', async () => {
    expect((await ask('/tests/fails/away')).headers.get('retry-after')).toBe('7');
    const response = await ask('/tests/fails/somehow', 'de');
    const trace = response.headers.get('traceparent')?.split('-')[1] ?? 'none';
    expect(await response.text()).toMatch(new RegExp(`Für die Technik.*500 Internal Server Error:[^<]*${trace}`, 's'));
  });

  it('is told that a form was sent to the wrong place, and offered no other language of it', async () => {
    const response = await ask('/', 'en', { method: 'POST', body: new URLSearchParams({ q: 'storm' }) });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect(await response.text()).not.toContain('language-switch');
  });

  it('keeps the language that was chosen, and leads nowhere else', async () => {
    const html = await (await ask('//elsewhere.example/x?ui=fr')).text();
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('href="?ui=de"');
    expect(html).toContain('<input type="hidden" name="ui" value="fr"/>');
    expect(html).not.toContain('elsewhere');
  });
});
