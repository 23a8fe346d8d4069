import { articleIdOf } from '#contracts/article-id.js';
import { SourceId } from '#contracts/ids.js';
import { eventually } from '#ports/testing/eventually.js';
import Database from 'libsql';
import { join } from 'node:path';
import { z } from 'zod';
import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { anArticle } from '../world/an-article.js';
import { CommandLine } from '../world/command-line.js';
import { World } from '../world/world.js';

const Letter = z.looseObject({
  ...{ id: z.string(), kind: z.string(), group: z.string(), key: z.string(), error: z.string() },
  ...{ attempts: z.int(), state: z.string() },
});
const Letters = z.object({ items: z.array(Letter) });
const Outcome = z.looseObject({ outcome: z.string() });
const Redriven = z.object({ group: z.string(), redriven: z.int(), failed: z.array(z.unknown()) });
const patiently = (what: string) => ({ withinMs: 30_000, what });

/** Makes the store itself refuse the rows of one table for which the condition holds, as a full disk page or a broken row would. */
function refuse(newsroom: NewsroomProcess, table: string, condition: string): () => void {
  const database = new Database(join(newsroom.dataDir, 'courant.sqlite'));
  database.exec('PRAGMA busy_timeout = 5000');
  database.exec(
    `CREATE TRIGGER poison BEFORE INSERT ON ${table} WHEN ${condition} BEGIN SELECT RAISE(ABORT, 'poisoned'); END`,
  );
  return () => {
    database.exec('DROP TRIGGER poison');
    database.close();
  };
}

/** Waits until the receipt says so of a stage. */
async function outcomeIs(world: World, id: string, stage: string, outcome: string): Promise<void> {
  await eventually(
    async () => {
      const { stages } = await world.receipt(id);
      return stages.filter((entry) => entry.stage === stage).every((entry) => entry['outcome'] === outcome);
    },
    patiently(`${stage} ${outcome} on the receipt`),
  );
}

/** A redrive fails while the poison is there: that of an event at once, that of a job when its tries are used up again. */
async function failsAgain(world: World, letter: string): Promise<void> {
  const before = await world.api.call(`/v1/ops/dead-letters/${letter}`, Letter);
  const path = `/v1/ops/dead-letters/${letter}/redrive`;
  const { outcome } = await world.api.call(path, Outcome, { method: 'POST' });
  expect(outcome).toBe(before.kind === 'job' ? 'redriven' : 'failed');
  await eventually(async () => {
    const { state, attempts } = await world.api.call(`/v1/ops/dead-letters/${letter}`, Letter);
    return state === 'open' && attempts > before.attempts;
  }, patiently('the letter put once more'));
}

const idIs = (column: string) => (id: string) => `NEW.${column} = '${id}'`;

/**
 * One row per handler: the group of its dead letters, the table that it writes for an article, which rows of it are refused, and
 * how often it tries; a search index's refusal is permanent.
 */
const HANDLERS = [
  { group: 'search.indexer', table: 'search_articles', rows: idIs('id'), attempts: 1, stage: 'indexed' },
  { group: 'related.profiler', table: 'related_profiles', rows: idIs('id'), attempts: 5, stage: 'related' },
  { group: 'newsletter.collector', table: 'collected_articles', rows: idIs('id'), attempts: 5 },
  {
    group: 'ingestion.prepare-held',
    table: 'article_documents',
    rows: idIs('article_id'),
    attempts: 5,
    stage: 'published',
  },
  {
    group: 'ingestion.prepare-held',
    table: 'article_outbox',
    rows: (id: string) => `NEW.event LIKE '%"${id}"%'`,
    attempts: 5,
    stage: 'published',
  },
  {
    group: 'ingestion.relay',
    table: 'log_events',
    rows: (id: string) => `NEW.key = '${id}' AND NEW.topic = 'articles'`,
    attempts: 5,
  },
  {
    group: 'ingestion.receipts',
    table: 'receipt_entries',
    rows: (id: string) => `NEW.article_id = '${id}' AND NEW.stage = 'published'`,
    attempts: 5,
  },
];

describe.each(HANDLERS)('An article that $group cannot take in $table', (given) => {
  const { group, table, rows, attempts, stage } = given;
  it('becomes a dead letter after its tries, the rest goes on, and a redrive repairs it', async () => {
    const newsroom = await NewsroomProcess.start();
    try {
      const world = new World(newsroom);
      const sender = await world.aSource('courier');
      const before = await world.accepted(sender, anArticle('before', { title: 'Before the poison' }));
      await world.reached(before, 'indexed', 'related');
      const poison = articleIdOf(SourceId.parse('courier'), 'poison');
      const heal = refuse(newsroom, table, rows(poison));
      await world.post(
        sender,
        anArticle('poison', { title: 'The poisoned article' }),
        ...Array.from({ length: 20 }, (_, index) =>
          anArticle(`after-${index}`, { title: `After the poison ${index}` }),
        ),
      );
      const letter = await eventually(async () => {
        const { items } = await world.api.call(`/v1/ops/dead-letters?group=${group}`, Letters);
        return items[0];
      }, patiently('the dead letter'));
      expect(letter).toMatchObject({ group, attempts });
      expect(letter.key).toContain(poison);
      if (attempts > 1) expect(letter.error).toContain('poisoned');
      else expect(letter.error).toContain(poison);
      await eventually(async () => (await world.lag()) === 0, patiently('the others'));
      expect(await world.openDeadLetters()).toBe(1);
      if (stage !== undefined) await outcomeIs(world, poison, stage, 'failed');

      const path = `/v1/ops/dead-letters/${letter.id}/redrive`;
      await failsAgain(world, letter.id);
      heal();
      const courant = CommandLine.beside(newsroom);
      const listed = await courant.run('dead-letter', 'list', '--group', group);
      expect(listed.out).toContain(poison);
      const answer = await courant.json(Redriven, 'dead-letter', 'redrive', '--group', group);
      expect(answer).toEqual({ group, redriven: 1, failed: [] });
      const again = await eventually(async () => {
        const { outcome } = await world.api.call(path, Outcome, { method: 'POST' });
        return outcome !== 'in-hand' && outcome;
      }, patiently('the letter settled'));
      expect(again).toBe('settled');
      if (stage !== undefined) await outcomeIs(world, poison, stage, 'completed');
      await eventually(
        async () => (await world.search('q=poisoned')).hits.some(({ id }) => id === poison),
        patiently('the poisoned article'),
      );
      expect((await world.search('q=after+poison')).total).toBeGreaterThanOrEqual(20);
    } finally {
      await newsroom.dispose();
    }
  }, 60_000);
});
