import { articleIdOf } from '#contracts/article-id.js';
import { SourceId } from '#contracts/ids.js';
import { SqliteArticleStore } from '#embedded/articles/sqlite-article-store.js';
import { Database } from '#embedded/database.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { inputHash } from './input-hash.js';
import type { IntakeAnswer, IntakeRequest } from './intake-request.js';
import { Intake } from './intake.js';

const source = SourceId.parse('courier');
function request(name: string, title = name, webhookId = `${name}-${title}`): IntakeRequest {
  const article = { externalId: name, title, body: { text: 'Text.' } };
  return {
    delivery: { source, webhookId, bodyHash: title },
    submissions: [
      {
        ...{ id: articleIdOf(source, name), source, article, inputHash: inputHash(article) },
        receivedAt: '2026-11-02T07:30:00.000Z',
      },
    ],
    answer: ([accepted]) => ({ status: 202, body: JSON.stringify(accepted) }),
  };
}
const outcomeOf = ({ body }: IntakeAnswer): { outcome: string; version: number } =>
  JSON.parse(body) as { outcome: string; version: number };

describe('The intake', () => {
  let database: Database;
  let store: SqliteArticleStore;
  let intake: Intake;
  let commits: number;
  beforeEach(() => {
    database = Database.open(':memory:');
    store = new SqliteArticleStore(database);
    intake = new Intake(store, new TestClock(), Logger.at('silent'));
    commits = 0;
    intake.onCommitted(() => {
      commits += 1;
    });
  });
  afterEach(() => database.close());

  it('commits once for all requests that arrive together', async () => {
    const answers = await Promise.all(Array.from({ length: 64 }, (_, index) => intake.accept(request(`a-${index}`))));
    await eventually(() => commits > 0);
    expect(commits).toBe(1);
    expect(answers.every((answer) => outcomeOf(answer).outcome === 'created')).toBe(true);
    expect((await store.waiting()).accepted).toBe(64);
  });

  it('lets a lone request wait for nobody', async () => {
    await intake.accept(request('one'));
    await eventually(() => commits === 1);
    await intake.accept(request('two'));
    await eventually(() => commits === 2);
  });

  it('decides requests for one article in their order, as if they had come one after the other', async () => {
    const answers = await Promise.all(
      ['one', 'two', 'two', 'three'].map((title, index) => intake.accept(request('a', title, `${index}`))),
    );
    expect(answers.map(outcomeOf).map(({ outcome, version }) => `${outcome} ${version}`)).toEqual([
      'created 1',
      'updated 2',
      'unchanged 2',
      'updated 3',
    ]);
    expect((await store.versions(articleIdOf(source, 'a'))).map(({ input }) => input.title)).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  it('gives twins of one delivery one version and one answer', async () => {
    const twins = await Promise.all([1, 2, 3].map(() => intake.accept(request('a', 'one', 'msg'))));
    expect(new Set(twins.map(({ body }) => body)).size).toBe(1);
    expect(twins.map(({ replayed }) => replayed)).toEqual([false, true, true]);
    expect(await store.versions(articleIdOf(source, 'a'))).toHaveLength(1);
  });

  it('refuses the id of a delivery with another body and spares those beside it', async () => {
    const results = await Promise.allSettled([
      intake.accept(request('a', 'one', 'msg')),
      intake.accept(request('b', 'two', 'msg')),
      intake.accept(request('c')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.versions(articleIdOf(source, 'b'))).toEqual([]);
  });

  it('answers nobody with success when the store fails, and works again when it does', async () => {
    database.exec('PRAGMA query_only = ON');
    const results = await Promise.allSettled([intake.accept(request('a')), intake.accept(request('b'))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(commits).toBe(0);
    database.exec('PRAGMA query_only = OFF');
    expect(outcomeOf(await intake.accept(request('a'))).outcome).toBe('created');
  });
});
