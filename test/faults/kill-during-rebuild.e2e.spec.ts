import { SearchRebuild } from '#contracts/search-rebuild.js';
import { eventually } from '#ports/testing/eventually.js';
import { z } from 'zod';
import type { Newsroom } from '../world/newsroom.js';
import { START_WITHIN_MS, TOPOLOGIES } from '../world/topologies.js';
import { aVariedArticle } from '../world/varied-article.js';
import { World } from '../world/world.js';

const ARTICLES = 300;
/** The job of a process that was killed is given to another when its lock has run out. */
const PATIENCE_MS = 120_000;
const ROUNDS = 5;
const patiently = (what: string) => ({ withinMs: PATIENCE_MS, what });

/** Rebuilds of the search index of a newsroom, during which every process that searches is killed. */
class KilledRebuilds {
  private readonly world: World;

  constructor(private readonly newsroom: Newsroom) {
    this.world = new World(newsroom);
  }

  async total(): Promise<number> {
    return (await this.world.search('section=North')).total;
  }

  /** Begins one, lets `meanwhile` happen, kills, and waits for its end; every total that is answered from the kill on is told. */
  async one(meanwhile: () => Promise<unknown>): Promise<{ attempts: number; totals: ReadonlySet<number> }> {
    const { id } = await this.world.api.post('/v1/search/rebuild', {}, SearchRebuild);
    await eventually(
      async () => ['active', 'finished'].includes((await this.show(id)).state),
      patiently('the begin of a rebuild'),
    );
    await meanwhile();
    const searching = this.newsroom.processesOf('search');
    await Promise.all(searching.map((process) => process.kill()));
    await Promise.all(searching.map((process) => process.restart()));
    const totals = new Set<number>();
    const { attempts } = await eventually(async () => {
      totals.add(await this.total());
      const rebuild = await this.show(id);
      return rebuild.state === 'finished' ? rebuild : undefined;
    }, patiently('the end of the rebuild that was killed'));
    return { attempts, totals: totals.add(await this.total()) };
  }

  /** The same until a kill met one in its middle, which the next process then begins again. */
  async inTheMiddle(meanwhile: () => Promise<unknown>): Promise<number[]> {
    const totals = new Set<number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const killed = await this.one(meanwhile);
      for (const total of killed.totals) totals.add(total);
      if (killed.attempts > 1) return [...totals];
    }
    throw new Error(`of ${ROUNDS} rebuilds none was met in its middle`);
  }

  private show(id: string): Promise<SearchRebuild> {
    return this.world.api.call(`/v1/search/rebuild/${id}`, SearchRebuild);
  }
}

describe.each(TOPOLOGIES)('kill -9 during a rebuild of the search index, $name', ({ start }) => {
  it(
    'loses no article on the way, brings no withdrawn one back, and ends',
    async () => {
      const newsroom = await start();
      try {
        const world = new World(newsroom);
        const rebuilds = new KilledRebuilds(newsroom);
        const sender = await world.aSource('courier');
        const articles = Array.from({ length: ARTICLES }, (_, turn) => aVariedArticle(`article-${turn}`, turn));
        const [gone] = await world.post(sender, ...articles);
        await eventually(async () => (await rebuilds.total()) === ARTICLES, patiently('indexing'));

        let withdrawn = false;
        const withdraw = async (): Promise<void> => {
          if (withdrawn) return;
          await world.api.post(`/v1/articles/${gone?.id}/withdraw`, { reason: 'legal' }, z.unknown());
          await eventually(async () => (await rebuilds.total()) === ARTICLES - 1, patiently('the withdrawal'));
          withdrawn = true;
        };
        expect(await rebuilds.inTheMiddle(withdraw)).toEqual([ARTICLES - 1]);
        expect(await world.openDeadLetters()).toBe(0);
      } finally {
        await newsroom.dispose();
      }
    },
    START_WITHIN_MS + (2 * ROUNDS + 2) * PATIENCE_MS,
  );
});
