import { publish } from '#apps/search/src/testing/publish.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { failedJob } from '#runtime/testing/failed-job.js';
import type { StartedApp } from '#runtime/testing/start-app.js';
import type { Browser } from 'playwright-core';
import { describeInBrowser } from './testing/browser.js';
import { newsroomWithArticles } from './testing/newsroom-with-articles.js';
import { Visit } from './testing/visit.js';

describeInBrowser('An administrator at the console', (open) => {
  let app: StartedApp;
  let browser: Browser;
  let visit: Visit;
  beforeAll(async () => {
    [app, browser] = await Promise.all([newsroomWithArticles(), open()]);
    visit = await Visit.begin(browser, app.url);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  it('signs in with the admin token and comes to where he was going', async () => {
    await visit.page.goto('/console/queues');
    await visit.page.getByLabel('Admin token').fill(app.adminToken);
    await visit.page.getByRole('button', { name: 'Sign in' }).click();
    await visit.page.getByRole('heading', { name: 'Queues', level: 1 }).waitFor();
    expect(visit.problems).toEqual([]);
  });

  it('sees figures change without loading the page anew', async () => {
    await visit.page.goto('/console');
    await visit.page.evaluate('globalThis.stayed = true');
    const figure = visit.page.locator('.figure-box', { hasText: 'Articles to be found' }).locator('dd');
    const before = Number(await figure.textContent());
    await publish(app, anArticle('one-more').build());
    await figure.filter({ hasText: String(before + 1) }).waitFor({ timeout: 10_000 });
    expect(await visit.page.evaluate('globalThis.stayed')).toBe(true);
    expect(visit.problems).toEqual([]);
  });

  it('reads a dead letter, redrives it, and does no harm by pressing again', async () => {
    const id = await failedJob(app, 'e1', 'The template is broken');
    await visit.page.goto('/console/dead-letters');
    await visit.page.getByRole('link', { name: 'job of tests.failed' }).click();
    await visit.page.getByText('The template is broken').waitFor();
    const again = await Visit.begin(browser, app.url);
    await again.page.context().addCookies(await visit.page.context().cookies());
    await again.page.goto(`/console/dead-letters/${id}`);
    await visit.page.getByRole('button', { name: 'Redrive' }).click();
    await visit.page.getByText('Done. The letter is closed').waitFor();
    await again.page.getByRole('button', { name: 'Redrive' }).click();
    await again.page.getByText('nothing was done a second time').waitFor();
    expect([...visit.problems, ...again.problems]).toEqual([]);
    await again.end();
  });

  it('signs out, and the way back asks for the token', async () => {
    await visit.page.goto('/console');
    await visit.page.getByRole('button', { name: 'Sign out' }).click();
    await visit.page.getByLabel('Admin token').waitFor();
    await visit.page.goto('/console/audit');
    await visit.page.getByLabel('Admin token').waitFor();
    expect(visit.problems).toEqual([]);
  });
});
