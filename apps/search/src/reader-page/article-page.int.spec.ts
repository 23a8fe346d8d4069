import type { RelatedReason } from '#contracts/related.js';
import { PostingStore } from '#ports/posting-store.port.js';
import { RelatedStore } from '#ports/related-store.port.js';
import { aProfile } from '#ports/testing/profile-builder.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { SearchModule } from '../search.module.js';
import { publish, withdraw } from '../testing/publish.js';

const hostile = `</script><script>alert("1")</script>`;
const german = anArticle('de').in('de').titled('Sturmflut').with({ translationGroup: 'g' }).build();
const english = anArticle('en')
  .in('en')
  .titled(`Storm ${hostile}`)
  .summarised(`Summary ${hostile}`)
  .with({
    translationGroup: 'g',
    type: 'sponsored',
    sections: ['World'],
    tags: [`Tag ${hostile}`],
    authors: [{ name: `Ann ${hostile}`, bio: 'Writes.' }],
    corrections: [{ at: '2026-11-03T06:00:00Z', text: `It was ${hostile}` }],
    images: [
      { url: 'https://pictures.example/a.jpg', alt: 'A gate', caption: 'The gate', credit: 'Photo: Bo' },
      { url: 'http://pictures.example/b.jpg', alt: 'A lock' },
    ],
    trust: {
      aiUse: 'assisted',
      sponsor: 'Dyke Ltd',
      disclaimer: 'Paid content.',
      publishingPrinciples: 'https://news.example/principles',
    },
    modifiedAt: '2026-11-03T06:00:00Z',
    readingMinutes: 4,
  })
  .build();
const arabic = anArticle('ar').in('ar').titled('عاصفة').build();
const gone = anArticle('gone').titled('Secret matter').build();
const near = anArticle('near').titled('Dykes are high').build();

describe('The page of an article', () => {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startApp(SearchModule, { dataDir: ':memory:' });
    await publish(app, german, english, arabic, gone, near);
    await withdraw(app, gone);
    await app.get(PostingStore).put([english, near].map(({ id, title }) => aProfile(title, [], { id, title })));
    const reasons: RelatedReason[] = [{ kind: 'term', values: ['dyke', hostile], weight: 0.5 }];
    const places = [{ id: near.id, score: 0.5, reasons }];
    await app.get(RelatedStore).put([{ articleId: english.id, places, revision: 0 }]);
  });
  afterAll(() => app.stop());

  const page = async (path: string, language = 'en'): Promise<string> => {
    const response = await app.fetch(path, { headers: { 'accept-language': language } });
    expect(response.status).toBe(200);
    return response.text();
  };

  it('shows the article with all that is known of it', async () => {
    const html = await page(`/a/${english.id}`);
    expect(html).toContain('<p>This is the text of en.</p>');
    for (const shown of ['Correction of 3 November 2026', '4 min read', 'Photo: Bo', 'alt="A gate"', 'Dyke Ltd'])
      expect(html).toContain(shown);
    for (const trust of [
      'Advertisement',
      'Made with the help of AI',
      'Paid content.',
      'https://news.example/principles',
    ])
      expect(html).toContain(trust);
  });

  it('loads pictures over https alone and links to others', async () => {
    const html = await page(`/a/${english.id}`);
    expect(html).toContain('src="https://pictures.example/a.jpg"');
    expect(html).not.toContain('src="http://');
    expect(html).toContain('href="http://pictures.example/b.jpg"');
  });

  it('escapes everything but the text that was sanitised, in markup and in structured data', async () => {
    const html = await page(`/a/${english.id}`);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html.match(/<\/script>/g)).toHaveLength(1);
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(JSON.parse(json)).toMatchObject({
      '@type': 'AdvertiserContentArticle',
      headline: english.title,
      '@id': `${app.url}/a/${english.id}`,
      workTranslation: [{ '@id': `${app.url}/a/${german.id}` }],
    });
  });

  it('names its one address and all languages, itself among them, the same on every member', async () => {
    const alternates = async (id: string): Promise<string[]> =>
      [...(await page(`/a/${id}`)).matchAll(/<link rel="alternate" hreflang="[^"]+" href="[^"]+"\/>/g)]
        .map(([link]) => link)
        .sort();
    expect(await alternates(english.id)).toEqual([
      `<link rel="alternate" hreflang="de" href="${app.url}/a/${german.id}"/>`,
      `<link rel="alternate" hreflang="en" href="${app.url}/a/${english.id}"/>`,
    ]);
    expect(await alternates(german.id)).toEqual(await alternates(english.id));
    expect(await alternates(arabic.id)).toEqual([]);
    expect(await page(`/a/${english.id}?ui=fr`)).toContain(`<link rel="canonical" href="${app.url}/a/${english.id}"/>`);
  });

  it('lists what is near with the reason in the language of the reader', async () => {
    expect(await page(`/a/${english.id}`)).toContain('Shares dyke and &lt;/script>');
    expect(await page(`/a/${english.id}`, 'de')).toContain('Gemeinsam: dyke und');
    expect(await page(`/a/${near.id}`)).not.toContain('id="related"');
  });

  it('keeps the language of the article apart from that of the page', async () => {
    const html = await page(`/a/${arabic.id}`, 'fr');
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<h1 lang="ar" dir="rtl">عاصفة</h1>');
    expect(html).toContain('<div class="prose" lang="ar" dir="rtl">');
  });

  it('says in the language of the reader that an article was withdrawn, and nothing of it', async () => {
    const response = await app.fetch(`/a/${gone.id}`, { headers: { 'accept-language': 'de' } });
    expect(response.status).toBe(410);
    const html = await response.text();
    expect(html).toContain('Dieser Artikel ist nicht mehr da');
    expect(html).not.toContain('Secret matter');
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it.each(['aaaaaaaaaaaaaaaaaaaaaaaaaa', 'no-id', '%3Cscript%3E', 'a'.repeat(900)])(
    'finds nothing at %s',
    async (id) => {
      const response = await app.fetch(`/a/${id}`);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('There is no such article here');
    },
  );

  it('answers 304 to a reader who has it, under a strict policy', async () => {
    const first = await app.fetch(`/a/${german.id}`);
    expect(first.headers.get('content-security-policy')).toContain(`script-src 'self'`);
    const again = await app.fetch(`/a/${german.id}`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });
});
