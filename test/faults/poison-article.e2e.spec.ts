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

const Letters = z.object({
  items: z.array(
    z.looseObject({ id: z.string(), group: z.string(), key: z.string(), error: z.string(), attempts: z.int() }),
  ),
});
const Redriven = z.object({ group: z.string(), redriven: z.int(), failed: z.array(z.unknown()) });
const patiently = (what: string) => ({ withinMs: 30_000, what });

/** Makes the store itself refuse one article in one table, as a full disk page or a broken row would. */
function refuse(newsroom: NewsroomProcess, table: string, column: string, id: string): () => void {
  const database = new Database(join(newsroom.dataDir, 'courant.sqlite'));
  database.exec('PRAGMA busy_timeout = 5000');
  database.exec(
    `CREATE TRIGGER poison BEFORE INSERT ON ${table} WHEN NEW.${column} = '${id}' BEGIN SELECT RAISE(ABORT, 'poisoned'); END`,
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

/** One row per group: the table that its handler writes for an article, and how often it tries; a search index's refusal is permanent. */
const HANDLERS = [
  { group: 'search.indexer', table: 'search_articles', column: 'id', attempts: 1, stage: 'indexed' },
  { group: 'related.profiler', table: 'related_profiles', column: 'id', attempts: 5, stage: 'related' },
  { group: 'newsletter.collector', table: 'collected_articles', column: 'id', attempts: 5, stage: undefined },
];

describe.each(HANDLERS)('An article that the handler of $group cannot take', (given) => {
  const { group, table, column, attempts, stage } = given;
  it('becomes a dead letter after its tries, the rest goes on, and a redrive repairs it', async () => {
    const newsroom = await NewsroomProcess.start();
    try {
      const world = new World(newsroom);
      const sender = await world.aSource('courier');
      const before = await world.accepted(sender, anArticle('before', { title: 'Before the poison' }));
      await world.reached(before, 'indexed', 'related');
      const poison = articleIdOf(SourceId.parse('courier'), 'poison');
      const heal = refuse(newsroom, table, column, poison);
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
      expect(letter).toMatchObject({ group, key: poison, attempts });
      if (attempts > 1) expect(letter.error).toContain('poisoned');
      else expect(letter.error).toContain(poison);
      await eventually(async () => (await world.lag()) === 0, patiently('the others'));
      expect(await world.openDeadLetters()).toBe(1);
      if (stage !== undefined) await outcomeIs(world, poison, stage, 'failed');

      const path = `/v1/ops/dead-letters/${letter.id}/redrive`;
      const failed = await world.api.call(path, z.looseObject({ outcome: z.string() }), { method: 'POST' });
      expect(failed.outcome).toBe('failed');
      heal();
      const courant = CommandLine.beside(newsroom);
      const listed = await courant.run('dead-letter', 'list', '--group', group);
      expect(listed.out).toContain(poison);
      const answer = await courant.json(Redriven, 'dead-letter', 'redrive', '--group', group);
      expect(answer).toEqual({ group, redriven: 1, failed: [] });
      const again = await world.api.call(path, z.looseObject({ outcome: z.string() }), { method: 'POST' });
      expect(again.outcome).toBe('settled');
      if (stage !== undefined) await outcomeIs(world, poison, stage, 'completed');
      expect((await world.search('q=poisoned')).hits.map(({ id }) => id)).toContain(poison);
      expect((await world.search('q=after+poison')).total).toBeGreaterThanOrEqual(20);
    } finally {
      await newsroom.dispose();
    }
  }, 60_000);
});
