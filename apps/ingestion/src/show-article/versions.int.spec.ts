import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { IngestionModule } from '../ingestion.module.js';
import { aNative, TestSender } from '../testing/a-sender.js';

interface Receipt {
  readonly stages: ReadonlyArray<{ readonly stage: string; readonly version: number }>;
}

describe('The versions of a public article', () => {
  let app: StartedApp;
  let clock: TestClock;
  let sender: TestSender;
  beforeEach(async () => {
    clock = new TestClock(new Date('2026-11-02T07:30:00Z'));
    app = await startApp(IngestionModule, { dataDir: ':memory:', clock });
    sender = await TestSender.make(app);
  });
  afterEach(() => app.stop());

  async function send(parts: object): Promise<string> {
    const response = await sender.send(aNative('told', parts), { at: clock.now() });
    return ((await response.json()) as { id: string }).id;
  }
  const titles = async (id: string): Promise<string[]> => {
    const response = await app.fetch(`/v1/articles/${id}/versions`);
    return ((await response.json()) as { items: Array<{ title: string }> }).items.map(({ title }) => title);
  };
  const published = (id: string, version: number): Promise<unknown> =>
    eventually(async () => {
      const response = await app.fetch(`/v1/articles/${id}/receipt`, { admin: true });
      const { stages } = (await response.json()) as Receipt;
      return stages.some((entry) => entry.stage === 'published' && entry.version === version);
    });

  it('are those that were published, newest first', async () => {
    const id = await send({ title: 'One' });
    await published(id, 1);
    await send({ title: 'Two' });
    await published(id, 2);
    expect(await titles(id)).toEqual(['Two', 'One']);
  });

  it('do not show words again that were withdrawn', async () => {
    const id = await send({ title: 'Libel' });
    await published(id, 1);
    await send({ status: 'withdrawn' });
    await send({ title: 'Corrected' });
    await published(id, 3);
    expect(await titles(id)).toEqual(['Corrected']);
  });

  it('do not show words again that an embargo took back', async () => {
    const id = await send({ title: 'Too early' });
    await published(id, 1);
    await send({ title: 'In time', embargoedUntil: '2026-11-02T09:00:00Z' });
    clock.set('2026-11-02T09:00:00Z');
    await published(id, 3);
    expect(await titles(id)).toEqual(['In time']);
  });

  it('never show words that were replaced under their embargo, also after its end', async () => {
    const id = await send({ title: 'Secret', embargoedUntil: '2026-11-02T09:00:00Z' });
    clock.set('2026-11-02T08:00:00Z');
    await send({ title: 'Harmless' });
    await published(id, 2);
    clock.set('2026-11-02T09:30:00Z');
    expect(await titles(id)).toEqual(['Harmless']);
  });
});
