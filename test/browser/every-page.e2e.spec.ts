import { SubscriberLinks } from '#apps/newsletter/src/tokens/subscriber-links.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { SubscriberStore } from '#ports/subscriber-store.port.js';
import { aNewsletter, aSubscriber } from '#ports/testing/newsletter-builders.js';
import type { StartedApp } from '#runtime/testing/start-app.js';
import type { Browser } from 'playwright-core';
import { describeInBrowser } from './testing/browser.js';
import { newsroomWithArticles, SURGE } from './testing/newsroom-with-articles.js';
import { Visit } from './testing/visit.js';

const PAGES = [
  ...['/', '/?q=storm', '/?q=nothing-at-all', '/?lang=ar&sort=oldest', '/?q=harvest&section=Farming&page=2'],
  ...[`/a/${SURGE.id}`, '/subscribe', '/mail', '/docs', '/console/sign-in'],
];
const CONSOLE = ['/console', '/console/dead-letters', '/console/queues', '/console/find?q=storm', '/console/audit'];
const NARROW = { width: 360, height: 740 };
const WIDE = { width: 1280, height: 900 };

describeInBrowser('Every page', (open) => {
  let app: StartedApp;
  let browser: Browser;
  let cookie: string;
  let preferences: string;
  beforeAll(async () => {
    [app, browser] = await Promise.all([newsroomWithArticles(), open()]);
    const body = new URLSearchParams({ token: app.adminToken });
    const signedIn = await app.fetch('/console/sign-in', { method: 'POST', body, redirect: 'manual' });
    await app.get(NewsletterStore).create(aNewsletter());
    const subscriber = aSubscriber('ann');
    await app.get(SubscriberStore).save(subscriber, []);
    preferences = new URL(app.get(SubscriberLinks).preferences(subscriber.id)).pathname;
    cookie = /courant-console=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1] ?? '';
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  it.each([
    ['a phone in daylight', NARROW, 'light', 'en-GB'],
    ['a phone at night', NARROW, 'dark', 'de-DE'],
    ['a desk in daylight', WIDE, 'light', 'fr-FR'],
    ['a desk at night', WIDE, 'dark', 'en-GB'],
  ] as const)(
    'has no faults on %s, and no errors or violations of its policy',
    async (_place, viewport, scheme, locale) => {
      const visit = await Visit.begin(browser, app.url, { viewport, colorScheme: scheme, locale });
      await visit.page.context().addCookies([{ name: 'courant-console', value: cookie, url: app.url }]);
      const found: string[] = [];
      for (const path of [...PAGES, preferences, ...CONSOLE]) {
        await visit.page.goto(path, { waitUntil: 'load' });
        found.push(...(await visit.faults()).map((fault) => `${path}: ${fault}`));
        found.push(...visit.problems.splice(0).map((problem) => `${path}: ${problem}`));
      }
      await visit.end();
      expect(found).toEqual([]);
    },
  );

  it('shows structured data that its policy does not stop', async () => {
    const visit = await Visit.begin(browser, app.url);
    await visit.page.goto(`/a/${SURGE.id}`);
    const data = await visit.page.evaluate('JSON.parse(document.querySelector("[type=\'application/ld+json\']").text)');
    expect(data).toMatchObject({ '@type': 'AnalysisNewsArticle', headline: SURGE.title });
    expect(visit.problems).toEqual([]);
    await visit.end();
  });

  it('can be reached past the navigation by keyboard', async () => {
    const visit = await Visit.begin(browser, app.url);
    await visit.page.goto(`/a/${SURGE.id}`);
    await visit.page.keyboard.press('Tab');
    expect(await visit.page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
    await visit.page.keyboard.press('Enter');
    expect(await visit.page.evaluate('document.activeElement.id')).toBe('content');
    await visit.end();
  });
});
