import { articleIdOf } from '#contracts/article-id.js';
import { SourceId } from '#contracts/ids.js';
import { Database } from '#embedded/database.js';
import { SqliteArticleStore } from '#embedded/articles/sqlite-article-store.js';
import { IntakeBatch } from './intake-batch.js';
import type { IntakeAnswer, IntakeRequest } from './intake-request.js';

const source = SourceId.parse('courier');
const id = articleIdOf(source, 'surge');
const now = new Date('2026-11-02T07:30:00Z');

function request(webhookId: string, title: string): IntakeRequest {
  const article = { externalId: 'surge', title, body: { text: title } };
  return {
    delivery: { source, webhookId, bodyHash: title },
    submissions: [{ id, source, article, inputHash: title, receivedAt: now.toISOString() }],
    answer: ([accepted]) => ({ status: 202, body: JSON.stringify(accepted) }),
  };
}

describe('IntakeBatch', () => {
  let database: Database;
  let store: SqliteArticleStore;
  beforeEach(() => {
    database = Database.open(':memory:');
    store = new SqliteArticleStore(database);
  });
  afterEach(() => database.close());

  /** Answers in the order of the requests; `meanwhile` happens after the batch has read and before it commits. */
  async function commit(
    requests: readonly IntakeRequest[],
    meanwhile?: () => Promise<unknown>,
  ): Promise<IntakeAnswer[]> {
    const answers: Array<Promise<IntakeAnswer>> = [];
    const pending = requests.map((one) => {
      const { promise, resolve, reject } = withResolvers<IntakeAnswer>();
      answers.push(promise);
      return { request: one, done: resolve, failed: reject };
    });
    const committed = new IntakeBatch(store, now, pending).commit();
    const changed = meanwhile?.();
    await Promise.all([committed, changed]);
    return Promise.all(answers);
  }

  it('writes an article whose head changed between reading and committing, and never answers for what was not written', async () => {
    await commit([request('first', 'Storm')]);
    const head = (await store.heads([id])).get(id);
    const held = { ...head!, state: 'held' as const, revision: 2 };
    const answers = await commit([request('second', 'Storm surge'), request('second', 'Storm surge')], () =>
      store.commit([{ expectedRevision: 1, head: held, outbox: [] }], []),
    );
    expect(answers.map(({ replayed }) => replayed)).toEqual([false, true]);
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ version: 2, outcome: 'updated' });
    expect(answers[1]?.body).toBe(answers[0]?.body);
    expect((await store.versions(id)).map(({ input }) => input.title)).toEqual(['Storm', 'Storm surge']);
    expect((await store.heads([id])).get(id)).toMatchObject({ state: 'accepted', revision: 3 });
  });

  it('decides what is equal to an article of the same batch as unchanged', async () => {
    const answers = await commit([request('first', 'Storm'), request('second', 'Storm')]);
    expect(answers.map(({ body }) => (JSON.parse(body) as { outcome: string }).outcome)).toEqual([
      'created',
      'unchanged',
    ]);
  });
});

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<Value>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  return { promise, resolve, reject };
}
