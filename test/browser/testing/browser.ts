import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];
const executablePath = PLACES.find((place) => existsSync(place));

/** A suite that needs a browser; where there is none, one skipped test says that it was not run. */
export function describeInBrowser(name: string, suite: (open: () => Promise<Browser>) => void): void {
  describe(name, () => {
    if (executablePath === undefined) {
      it.skip(`not run: there is no browser at ${PLACES.join(', ')}`, () => undefined);
      return;
    }
    suite(() => chromium.launch({ executablePath, args: FLAGS }));
  });
}
