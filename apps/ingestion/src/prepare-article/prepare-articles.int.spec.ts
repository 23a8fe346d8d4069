import { articleIdOf } from '#contracts/article-id.js';
import type { ArticleId } from '#contracts/ids.js';
import { SourceId } from '#contracts/ids.js';
import { ArticleStore, type ArticleHead, type ArticleVersion } from '#ports/article-store.port.js';
import { DeadLetterStore, type DeadLetter } from '#ports/dead-letter-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { aHead, aVersion, aWrite } from '#ports/testing/article-write-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { Redrive } from '#runtime/consume/redrive.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { TextPool } from '#text/worker/text-pool.js';
import { IngestionModule } from '../ingestion.module.js';
import { aNative, TestSender } from '../testing/a-sender.js';
import { HELD_QUEUE, heldJobOf } from './held-job.js';

const POISON = 'a title that no text worker survives';
const patiently = { withinMs: 30_000 };
const shown = async (app: StartedApp, id: string): Promise<number> => (await app.fetch(`/v1/articles/${id}`)).status;
const idOf = (name: string): ArticleId => articleIdOf(SourceId.parse('courier'), name);

interface Stage {
  readonly stage: string;
  readonly outcome: string;
  readonly detail?: { readonly deadLetter?: string };
}

describe('An article that cannot be prepared', () => {
  let app: StartedApp;
  let sender: TestSender;
  let poisoned: boolean;
  beforeEach(async () => {
    app = await startApp(IngestionModule, { dataDir: ':memory:' });
    sender = await TestSender.make(app);
    poisoned = true;
    const pool = app.get(TextPool);
    const run = pool.run.bind(pool);
    pool.run = (task, items) =>
      poisoned && items.some((item) => 'title' in item && item.title === POISON)
        ? Promise.reject(new Error('the worker died'))
        : run(task, items);
  });
  afterEach(() => app.stop());

  const letter = (): Promise<DeadLetter> =>
    eventually(async () => (await app.get(DeadLetterStore).list({ group: HELD_QUEUE, limit: 1 }))[0], patiently);
  const publishedStage = async (id: string): Promise<Stage | undefined> => {
    const response = await app.fetch(`/v1/articles/${id}/receipt`, { admin: true });
    const { stages } = (await response.json()) as { stages: Stage[] };
    return stages.find(({ stage }) => stage === 'published');
  };

  it('keeps nobody back, becomes a dead letter that its receipt tells of, and is published by a redrive', async () => {
    const names = ['before', 'poison', 'after'];
    const articles = names.map((name) => aNative(name, name === 'poison' ? { title: POISON } : {}));
    await sender.send({ articles });
    await eventually(async () => (await shown(app, idOf('before'))) === 200);
    await eventually(async () => (await shown(app, idOf('after'))) === 200);

    const { id, key, error, attempts } = await letter();
    expect({ key, error, attempts }).toEqual({
      key: `${idOf('poison')}.1`,
      error: 'Error: the worker died',
      attempts: 5,
    });
    const failed = await eventually(() => publishedStage(idOf('poison')), patiently);
    expect(failed).toMatchObject({ outcome: 'failed', detail: { deadLetter: id } });
    expect((await app.get(ArticleStore).heads([idOf('poison')])).get(idOf('poison'))?.state).toBe('held');

    poisoned = false;
    await eventually(async () => (await app.get(JobQueue).list(HELD_QUEUE, 'failed', 1)).length === 1);
    expect(await app.get(Redrive).redrive(id)).toEqual({ outcome: 'redriven' });
    await eventually(async () => (await shown(app, idOf('poison'))) === 200);
    await eventually(async () => (await publishedStage(idOf('poison')))?.outcome === 'completed');
    const events = await app.get(EventLog).read({ topic: 'articles', key: idOf('poison'), limit: 9 });
    expect(events.map(({ attributes }) => attributes['type'])).toEqual(['article.published.v1']);
  }, 60_000);

  it('is published by its job also when it changes while the job prepares it', async () => {
    const store = app.get(ArticleStore);
    const commit = store.commit.bind(store);
    const held = aHead('contested', { state: 'held' });
    let conflicts = 0;
    store.commit = async (writes, deliveries) => {
      store.commit = commit;
      const marked: ArticleHead = { ...held, revision: 2, order: { version: 7 } };
      await commit([{ expectedRevision: 1, head: marked, outbox: [] }], []);
      const results = await commit(writes, deliveries);
      conflicts = results.filter((result) => result === 'conflict').length;
      return results;
    };
    await commit([aWrite('contested', { head: held })], []);
    await app.get(JobQueue).add([heldJobOf(held)]);
    await eventually(async () => (await shown(app, held.id)) === 200);
    expect(conflicts).toBe(1);
  });

  it('keeps nobody back when what is stored of it can be read no more', async () => {
    const { title: _title, ...input } = aVersion('old').input;
    const received = { ...aVersion('old'), input } as ArticleVersion;
    await app.get(ArticleStore).commit([aWrite('old', { received }), aWrite('new')], []);
    await sender.send(aNative('later'));
    await eventually(async () => (await shown(app, idOf('later'))) === 200);
    await eventually(async () => (await shown(app, aHead('new').id)) === 200);
    expect(await letter()).toMatchObject({ key: `${aHead('old').id}.1` });
  }, 60_000);
});
