import { SearchRebuild } from '#contracts/search-rebuild.js';
import { eventually } from '#ports/testing/eventually.js';
import { z } from 'zod';
import { START_WITHIN_MS, TOPOLOGIES } from '../world/topologies.js';
import { aVariedArticle } from '../world/varied-article.js';
import { World } from '../world/world.js';

const ARTICLES = 300;
/** The job of a process that was killed is given to another when its lock has run out. */
const PATIENCE_MS = 150_000;
const ROUNDS = 5;
const patiently = (what: string) => ({ withinMs: PATIENCE_MS, what });

describe.each(TOPOLOGIES)('kill -9 during a rebuild of the search index, $name', ({ start }) => {
  it(
    'loses no article on the way, brings no withdrawn one back, and ends',
    async () => {
      const newsroom = await start();
      try {
        const world = new World(newsroom);
        const sender = await world.aSource('courier');
        const articles = Array.from({ length: ARTICLES }, (_, turn) => aVariedArticle(`article-${turn}`, turn));
        const [gone] = await world.post(sender, ...articles);
        const total = async (): Promise<number> => (await world.search('section=North')).total;
        await eventually(async () => (await total()) === ARTICLES, patiently('indexing'));

        const ask = () => world.api.post('/v1/search/rebuild', {}, SearchRebuild);
        const show = (id: string) => world.api.call(`/v1/search/rebuild/${id}`, SearchRebuild);
        const underWay = async (): Promise<string> => {
          const { id } = await ask();
          const { state } = await eventually(async () => {
            const rebuild = await show(id);
            return rebuild.state === 'active' || rebuild.state === 'finished' ? rebuild : undefined;
          }, patiently('the begin of a rebuild'));
          return state === 'active' ? id : underWay();
        };

        let attempts = 0;
        for (let round = 0; round < ROUNDS && attempts < 2; round += 1) {
          const id = await underWay();
          const searching = newsroom.processesOf('search');
          await Promise.all(searching.map((process) => process.kill()));
          await Promise.all(searching.map((process) => process.restart()));
          const ended = await eventually(async () => {
            expect(await total()).toBe(ARTICLES);
            const rebuild = await show(id);
            return rebuild.state === 'finished' ? rebuild : undefined;
          }, patiently('the end of the rebuild that was killed'));
          attempts = ended.attempts;
        }
        expect(attempts).toBeGreaterThan(1);

        const id = await underWay();
        await world.api.post(`/v1/articles/${gone?.id}/withdraw`, { reason: 'legal' }, z.unknown());
        await eventually(async () => (await total()) === ARTICLES - 1, patiently('the withdrawal in the index'));
        await Promise.all(newsroom.processesOf('search').map((process) => process.kill()));
        await Promise.all(newsroom.processesOf('search').map((process) => process.restart()));
        await eventually(async () => {
          expect(await total()).toBe(ARTICLES - 1);
          return (await show(id)).state === 'finished';
        }, patiently('the end of the rebuild during which an article was withdrawn'));
        expect(await total()).toBe(ARTICLES - 1);
        expect(await world.openDeadLetters()).toBe(0);
      } finally {
        await newsroom.dispose();
      }
    },
    START_WITHIN_MS + 4 * PATIENCE_MS,
  );
});
