import type { PostResult } from '#apps/operations/src/cli/post-articles.js';
import { eventually } from '#ports/testing/eventually.js';
import { Dice } from '../world/dice.js';
import type { Newsroom } from '../world/newsroom.js';
import { SmtpSink } from '../world/smtp-sink.js';
import { BURST as ARTICLES, patienceMs, TOPOLOGIES } from '../world/topologies.js';
import { aVariedArticle } from '../world/varied-article.js';
import { World } from '../world/world.js';

const PATIENCE_MS = patienceMs(ARTICLES);
const SENDERS = 16;
const LEAST_KILLS = 5;
const MAILS_BEFORE_KILL = 40;
const SEED = Number(process.env['FAULT_SEED'] ?? 20_261_102);
const patiently = (what: string) => ({ withinMs: PATIENCE_MS, what });
const withoutHaste = (what: string) => ({ ...patiently(what), longestPauseMs: 1_000 });

/** Posts all articles with several connections, sending each again until it is answered, as a CMS does. */
async function burst(
  world: World,
  sender: { id: string; secret: string },
  answered: Map<string, PostResult>,
): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < ARTICLES) {
      const turn = next++;
      const name = `burst-${turn}`;
      const article = aVariedArticle(name, turn);
      const [result] = await eventually(() => world.post(sender, article), patiently(`an answer to ${name}`));
      if (result !== undefined) answered.set(name, result);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, work));
}

describe.each(TOPOLOGIES)(
  `kill -9 at points of seed ${SEED} during a burst of ${ARTICLES} posts, $name`,
  ({ start }) => {
    it(
      'loses no accepted article, sends no mail twice, and the counts add up',
      async () => {
        const sink = await SmtpSink.start();
        const newsroom = await start({ smtpUrl: sink.url });
        try {
          const world = new World(newsroom);
          const sender = await world.aSource('courier');
          await world.aNewsletter('daily', { maxArticles: 50 });
          const readers = Array.from({ length: 400 }, (_, index) => `reader${index}@reader.example`);
          await world.importedSubscribers(readers, 'daily');

          const answered = new Map<string, PostResult>();
          const posting = burst(world, sender, answered);
          await killAtRandomPoints(newsroom, answered);
          await posting;
          await newsroom.kill();
          await newsroom.restart();
          const ids = new Set([...answered.values()].map(({ id }) => id));
          expect(answered.size).toBe(ARTICLES);
          expect(ids.size).toBe(ARTICLES);

          await eventually(
            async () => (await world.search('section=North')).total === ARTICLES,
            withoutHaste('indexing'),
          );
          const found = await allFound(world);
          expect(found).toHaveLength(ARTICLES);
          expect(new Set(found)).toEqual(ids);
          await eventually(async () => (await world.lag()) === 0, withoutHaste('all events'));
          expect(await world.openDeadLetters()).toBe(0);
          expect(await incomplete(world, [...ids])).toEqual([]);
          expect(await wronglyRelated(world, found)).toEqual([]);

          sink.answerAtMost(0);
          const [edition] = await world.sendNow('daily');
          await killSenders(newsroom, sink);
          const ended = await eventually(async () => {
            const shown = await world.edition(edition?.id ?? '');
            return shown.state === 'finished' ? shown : undefined;
          }, withoutHaste('the end of the edition'));

          const { counts, audience } = ended;
          expect(audience).toBe(readers.length);
          expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(audience);
          expect(counts['planned']).toBe(0);
          expect(counts['intent']).toBe(0);
          expect([...sink.countsByMessageId().values()].filter((count) => count > 1)).toEqual([]);
          expect(new Set(sink.received.map(({ to }) => to)).size).toBe(sink.received.length);
          expect((counts['sent'] ?? 0) + (counts['unknown'] ?? 0)).toBe(readers.length);
        } finally {
          await newsroom.dispose();
          await sink.stop();
        }
      },
      2.5 * PATIENCE_MS,
    );
  },
);

/** Kills each process when seeded numbers of posts were answered, in the middle of whatever it does then. */
async function killAtRandomPoints(newsroom: Newsroom, answered: ReadonlyMap<string, unknown>): Promise<void> {
  const dice = new Dice(SEED);
  const victims = newsroom.processesOf();
  const kills = Math.max(LEAST_KILLS, victims.length);
  const points = Array.from({ length: kills }, () => 20 + dice.below(ARTICLES - 100)).sort((one, other) => one - other);
  for (const [turn, point] of points.entries()) {
    const victim = victims[turn % victims.length];
    await eventually(() => answered.size >= point, patiently(`${point} posts before the kill of seed ${SEED}`));
    const until = performance.now() + dice.below(80);
    await eventually(() => performance.now() >= until);
    await victim?.kill();
    await victim?.restart();
  }
}

/**
 * Kills each process that sends editions in the middle of one, when the server has taken mails over and not said so yet: the
 * other goes on with what the first had in hand.
 */
async function killSenders(newsroom: Newsroom, sink: SmtpSink): Promise<void> {
  for (const sender of newsroom.processesOf('newsletter')) {
    const enough = sink.received.length + MAILS_BEFORE_KILL;
    sink.answerAtMost(enough);
    await eventually(() => sink.received.length > enough, patiently('mails in the middle of an edition'));
    await sender.kill();
    await sender.restart();
  }
  sink.answerAtMost(Number.POSITIVE_INFINITY);
}

/** Articles whose receipt lacks a stage, names a stage twice, or has more than the one version that was sent. */
async function incomplete(world: World, ids: ReadonlyArray<string | undefined>): Promise<string[]> {
  const wanted = ['accepted', 'published', 'indexed', 'related'];
  const found: string[] = [];
  for (const id of ids) {
    const { stages } = await world.receipt(id ?? '');
    const names = stages.filter(({ version }) => version === 1).map(({ stage }) => stage);
    const once = wanted.every((stage) => names.filter((name) => name === stage).length === 1);
    if (!once || names.length !== stages.length) found.push(`${id}: ${names.join(', ')}`);
  }
  return found;
}

/** Articles that nothing is related to, or something twice, or themselves. */
async function wronglyRelated(world: World, ids: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const id of ids) {
    const others = await world.related(id);
    if (others.length === 0 || new Set([id, ...others]).size !== others.length + 1) wrong.push(id);
  }
  return wrong;
}

async function allFound(world: World): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; page <= Math.ceil(ARTICLES / 100); page += 1) {
    const { hits } = await world.search(`section=North&limit=100&sort=oldest&page=${page}`);
    ids.push(...hits.map(({ id }) => id));
  }
  return ids;
}
