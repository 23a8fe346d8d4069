import type { StartedApp } from '#runtime/testing/start-app.js';
import type { Browser } from 'playwright-core';
import { describeInBrowser } from './testing/browser.js';
import { newsroomWithArticles } from './testing/newsroom-with-articles.js';
import { Visit } from './testing/visit.js';

describeInBrowser('A reader who searches', (open) => {
  let app: StartedApp;
  let browser: Browser;
  let visit: Visit;
  beforeAll(async () => {
    [app, browser] = await Promise.all([newsroomWithArticles(), open()]);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });
  beforeEach(async () => {
    visit = await Visit.begin(browser, app.url);
    await visit.page.goto('/');
    await visit.page.evaluate('globalThis.stayed = true');
  });
  afterEach(async () => {
    const { problems } = visit;
    await visit.end();
    expect(problems).toEqual([]);
  });

  const heading = async (text: string): Promise<void> => {
    await visit.page.locator('#found', { hasText: text }).waitFor();
  };
  const pageStayed = (): Promise<boolean> => visit.page.evaluate('globalThis.stayed === true');

  it('sees results while typing, without the page being loaded anew, under an address that can be shared', async () => {
    await visit.page.locator('#q').pressSequentially('harbour');
    await heading('1 result for “harbour”');
    expect(await visit.page.locator('.hits mark').first().textContent()).toBe('harbour');
    expect(new URL(visit.page.url()).search).toBe('?q=harbour');
    expect(await visit.page.title()).toContain('harbour');
    expect(await pageStayed()).toBe(true);
    await visit.page.reload();
    await heading('1 result for “harbour”');
  });

  it('walks through suggestions by keyboard, takes one, and puts them away', async () => {
    const box = visit.page.getByRole('combobox');
    await box.pressSequentially('stor');
    await visit.page.getByRole('option').first().waitFor();
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    await box.press('ArrowDown');
    const active = await box.getAttribute('aria-activedescendant');
    const option = visit.page.locator(`#${active ?? 'none'}`);
    expect(await option.getAttribute('aria-selected')).toBe('true');
    await box.press('Escape');
    expect(await box.getAttribute('aria-expanded')).toBe('false');
    expect(await box.inputValue()).toBe('stor');
    await box.press('m');
    const topic = visit.page.getByRole('option', { name: /storm surge Topic/ });
    await topic.waitFor();
    while ((await topic.getAttribute('aria-selected')) !== 'true') await box.press('ArrowDown');
    await box.press('Enter');
    await visit.page.getByRole('link', { name: 'Remove storm surge' }).waitFor();
    expect(new URL(visit.page.url()).search).toBe('?tag=storm+surge');
    expect(await pageStayed()).toBe(true);
  });

  it('narrows down in place and goes back', async () => {
    await visit.page.locator('#q').fill('harvest');
    await heading('25 results');
    await visit.page.getByRole('link', { name: /^Farming/ }).click();
    await heading('13 results');
    await visit.page.getByRole('link', { name: /^Markets/ }).click();
    await heading('25 results');
    await visit.page.goBack();
    await heading('13 results');
    expect(await visit.page.locator('#q').inputValue()).toBe('harvest');
    await visit.page.locator('#q').fill('harvest report 4');
    await visit.page.getByRole('heading', { name: 'for “harvest report 4”' }).waitFor();
    expect(new URL(visit.page.url()).search).toContain('section=Farming');
    expect(await pageStayed()).toBe(true);
  });

  it('is told what was found when it cannot be seen', async () => {
    await visit.page.locator('#q').fill('harbour');
    await visit.page.locator('#announcement', { hasText: '1 result for “harbour”' }).waitFor({ state: 'attached' });
  });

  it('can do the same without scripts', async () => {
    const plain = await Visit.begin(browser, app.url, { javaScriptEnabled: false });
    await plain.page.goto('/');
    await plain.page.locator('#q').fill('harvest');
    await plain.page.getByRole('button', { name: 'Search' }).click();
    await plain.page.getByText('25 results for “harvest”').waitFor();
    await plain.page.getByRole('link', { name: 'Next' }).click();
    await plain.page.getByText('Page 2 of 2').waitFor();
    expect(plain.problems).toEqual([]);
    await plain.end();
  });
});
