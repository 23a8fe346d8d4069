import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

const FAULTS = readFileSync(new URL('./page-faults.js', import.meta.url), 'utf8');
const REPORT_VIOLATIONS = `addEventListener('securitypolicyviolation', (event) =>
  console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))`;
/** One grey pixel, for every picture that lies elsewhere. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

/** A page of one visitor, with everything that went wrong on it. */
export class Visit {
  readonly problems: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.problems.push(message.text());
    });
    page.on('pageerror', (error) => this.problems.push(error.message));
  }

  static async begin(browser: Browser, baseURL: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await browser.newContext({ baseURL, locale: 'en-GB', ...options });
    await context.addInitScript(REPORT_VIOLATIONS);
    await context.route(/^https:/, (route) => route.fulfill({ contentType: 'image/png', body: PIXEL }));
    return new Visit(await context.newPage(), context);
  }

  /** What a reader with a small window, a screen reader or weak eyes would stumble over. */
  faults(): Promise<string[]> {
    return this.page.evaluate(FAULTS);
  }

  async end(): Promise<void> {
    await this.context.close();
  }
}
