/**
 * The fault of the one process, told once, over every process of every service on real engines. FerretDB takes a quarter of
 * an hour and more for it, so it runs when it is asked for: FAULT_ARTICLES=200 npm run test:engines -- kill-during-burst
 */
if (process.env['FAULT_ARTICLES'] === undefined) {
  it.skip('not run, for FAULT_ARTICLES does not say how many articles to post', () => undefined);
} else {
  await import('./kill-during-burst.e2e.spec.js');
}
export {};
