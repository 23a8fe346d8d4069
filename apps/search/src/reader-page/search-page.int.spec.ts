import { anArticle } from '#ports/testing/article-builder.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { SearchModule } from '../search.module.js';
import { publish } from '../testing/publish.js';

const hostile = `<script>alert("1")</script><img src=x onerror=alert(2)>'"&`;

describe('The search page', () => {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startApp(SearchModule, { dataDir: ':memory:' });
    await publish(
      app,
      anArticle('de')
        .in('de')
        .titled('Sturmflut an der Küste')
        .with({ translationGroup: 'g', sections: ['Küste'], tags: ['Sturmflut'] })
        .build(),
      anArticle('en').in('en').titled('Storm surge on the coast').with({ translationGroup: 'g' }).build(),
      anArticle('hostile')
        .titled(`Hostile ${hostile}`)
        .summarised(hostile)
        .with({ sections: [hostile], tags: [hostile], type: 'opinion', publishedAt: '2026-11-01T06:00:00Z' })
        .build(),
      anArticle('ar').in('ar').titled('عاصفة على الساحل').build(),
      ...Array.from({ length: 25 }, (_, index) => anArticle(`many-${index}`).titled(`Harvest ${index}`).build()),
    );
  });
  afterAll(() => app.stop());

  const page = async (path: string, headers: Record<string, string> = {}): Promise<string> => {
    const response = await app.fetch(path, { headers: { 'accept-language': 'en', ...headers } });
    expect(response.status).toBe(200);
    return response.text();
  };

  it('shows the newest articles before anything is asked', async () => {
    const html = await page('/');
    expect(html).toContain('<h2 id="found" tabindex="-1">Latest articles (28)</h2>');
    expect(html).toContain('/a/');
  });

  it('shows what was found with marks, translations and the form as it was sent', async () => {
    const html = await page('/?q=storm');
    expect(html).toContain('1 result for “storm”');
    expect(html).toContain('<mark>Storm</mark> surge on the coast');
    expect(html).toMatch(/Also in <span><a href="\/a\/[a-z2-7]{26}" hreflang="de">German<\/a>/);
    expect(html).toContain('value="storm"');
  });

  it('speaks the language of the reader, or the one chosen, and carries the choice on', async () => {
    expect(await page('/', { 'accept-language': 'fr-CA' })).toMatch(/<html lang="fr">.*Que souhaitez-vous lire/s);
    const chosen = await page('/?q=sturmflut&ui=de', { 'accept-language': 'fr' });
    expect(chosen).toContain('<html lang="de">');
    expect(chosen).toMatch(/href="\/a\/[a-z2-7]{26}\?ui=de"/);
    expect(chosen).toContain('<input type="hidden" name="ui" value="de"/>');
  });

  it('escapes whatever an article or a reader says', async () => {
    for (const path of ['/?q=hostile', `/?q=${encodeURIComponent(hostile)}`, `/?tag=${encodeURIComponent(hostile)}`]) {
      const html = await page(path);
      expect(html).not.toMatch(/<script(?! type="module" src="\/assets\/)/);
      expect(html).not.toContain('<img');
    }
  });

  it('runs nothing inline and loads only its own files', async () => {
    const response = await app.fetch('/?q=storm');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`script-src 'self'`);
    expect(policy).not.toContain('unsafe');
    const html = await response.text();
    expect(html).not.toMatch(/ style=|<style|\son[a-z]+=|javascript:/i);
    for (const [, path = ''] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
      const asset = await app.fetch(path);
      expect(asset.status).toBe(200);
      expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    expect((await app.fetch('/assets/courant.000000000000.css')).status).toBe(404);
  });

  it('counts the other values of a filter that is chosen, and offers to be rid of it', async () => {
    const html = await page('/?type=opinion');
    expect(html).toContain('href="/?type=opinion&amp;type=news"');
    expect(html).toMatch(/News<\/span> <span class="facet-count">27/);
    expect(html).toContain('aria-label="Remove Opinion"');
  });

  it('goes from page to page', async () => {
    const first = await page('/?q=harvest');
    expect(first).toContain('rel="next" href="/?q=harvest&amp;page=2"');
    expect(first).not.toContain('rel="prev"');
    const second = await page('/?q=harvest&page=2');
    expect(second).toContain('rel="prev" href="/?q=harvest"');
    expect(second).toContain('Page 2 of 2');
  });

  it('says so when nothing fits', async () => {
    const html = await page('/?q=zzqqxx');
    expect(html).toContain('Nothing found for “zzqqxx”');
    expect(html).toContain('<a href="/">Show all articles</a>');
  });

  it('leaves out what it cannot understand of an address, says so, and ignores marks of campaigns', async () => {
    const response = await app.fetch('/?q=storm&page=x&type=gossip&utm_source=mail', {
      headers: { 'accept-language': 'en' },
    });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('could not be understood');
    expect(html).toContain('1 result for “storm”');
    expect((await app.fetch('/?q=storm&utm_source=mail')).status).toBe(200);
  });

  it('writes right-to-left titles from the right', async () => {
    expect(await page('/?lang=ar')).toMatch(/lang="ar" dir="rtl"/);
  });

  it('answers 304 to a reader who has it', async () => {
    const first = await app.fetch('/?q=storm');
    expect(first.headers.get('vary')).toBe('accept-language');
    const again = await app.fetch('/?q=storm', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });
});
