import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { IngestionModule } from '../ingestion.module.js';
import { aNative, TestSender } from '../testing/a-sender.js';

describe('An article with an end', () => {
  let app: StartedApp;
  const clock = new TestClock();
  beforeAll(async () => {
    app = await startApp(IngestionModule, { dataDir: ':memory:', clock });
  });
  afterAll(() => app.stop());

  it('can be read until then and is gone from then on', async () => {
    const sender = await TestSender.make(app);
    const article = { ...aNative('short-lived'), expiresAt: '2026-11-02T08:00:00Z' };
    const response = await sender.post(JSON.stringify(article), { at: clock.now() });
    const { id } = (await response.json()) as { id: string };
    await eventually(async () => (await app.fetch(`/v1/articles/${id}`)).status === 200);
    clock.set('2026-11-02T08:00:00Z');
    expect((await app.fetch(`/v1/articles/${id}`)).status).toBe(410);
    expect((await app.fetch(`/v1/articles/${id}/versions`)).status).toBe(410);
  });
});
