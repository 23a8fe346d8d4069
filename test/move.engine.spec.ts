import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { eventually } from '#ports/testing/eventually.js';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { anArticle } from './world/an-article.js';
import { CommandLine } from './world/command-line.js';
import { Engines } from './engines/engines.js';
import { SmtpSink } from './world/smtp-sink.js';
import { World, type Sender } from './world/world.js';

const Report = z.object({
  verified: z.boolean(),
  kinds: z.array(z.looseObject({ kind: z.string(), rows: z.int(), copied: z.int(), rowsThere: z.int() })),
});
const ARTICLES = 30;
const WORD = 'Quittenmarmelade';
const READERS = ['ann@reader.example', 'bob@reader.example', 'cid@reader.example'];
const LIMIT_MS = 600_000;

/** An article of one of eight subjects, in words of its own. */
function aStory(number: number): Record<string, unknown> {
  const own = Array.from({ length: 30 }, (_, index) => `w${number}x${index}`).join(' ');
  const text = `The harbour and lighthouse${number % 8}: lighthouse${number % 8} keepers of pier${number % 8}. ${own}.`;
  return anArticle(`article ${number}`, {
    title: `Harbour and lighthouse${number % 8}`,
    summary: `w${number}`,
    body: { text },
  });
}

describe('A newsroom that moves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'courant-moving-'));
  const namespace = `move-${randomBytes(6).toString('hex')}`;
  let engines: Engines;
  let sink: SmtpSink;
  let sender: Sender;
  let withdrawn: string;
  let kept: string;
  let running: NewsroomProcess | undefined;

  beforeAll(async () => {
    engines = await Engines.start();
    sink = await SmtpSink.start();
  }, LIMIT_MS);
  afterAll(async () => {
    await running?.kill();
    await sink.stop();
    await engines.dispose();
    rmSync(folder, { recursive: true });
  });

  const settings = () => ({
    COURANT_SECRET: 'a-secret-of-tests-that-is-long-enough',
    COURANT_SMTP_URL: sink.url,
    COURANT_TEXT_THREADS: '0',
  });
  const start = async (dataDir: string, profile: 'embedded' | 'distributed'): Promise<World> => {
    mkdirSync(dataDir, { recursive: true });
    const env = { ...settings(), ...(profile === 'distributed' ? engines.env(namespace) : {}) };
    running = await NewsroomProcess.start({ dataDir, env });
    return new World(running);
  };
  const stop = async (): Promise<void> => {
    expect(await running?.stop()).toBe(0);
  };
  const courant = (dataDir: string): CommandLine =>
    CommandLine.in({ COURANT_DATA_DIR: dataDir, COURANT_MONGO_URL: engines.mongo.url, COURANT_NAMESPACE: namespace });
  const searched = async (world: World, total: number): Promise<void> => {
    const all = { withinMs: 60_000, what: 'every article in search' };
    await eventually(async () => (await world.search('q=harbour')).total === total, all);
    expect((await world.search(`q=${WORD}`)).total).toBe(0);
  };
  const found = async (world: World): Promise<void> => {
    await searched(world, ARTICLES - 1);
    await world.reached(kept, 'indexed', 'related', 'mailed');
    await world.reached(withdrawn, 'withdrawn');
    const path = `/v1/articles/${kept}/related`;
    const list = () => world.api.call(path, z.object({ items: z.array(z.unknown()) }));
    await eventually(async () => (await list()).items.length > 0, { withinMs: 60_000, what: 'the related list' });
  };

  it(
    'takes articles, readers and what was sent to the engines, and nobody gets an edition twice',
    async () => {
      const origin = join(folder, 'origin');
      const world = await start(origin, 'embedded');
      sender = await world.aSource('courier');
      await world.aNewsletter('daily');
      await world.importedSubscribers(READERS, 'daily');
      kept = await world.accepted(sender, aStory(0));
      withdrawn = await world.accepted(sender, anArticle('gone', { title: `The harbour bans ${WORD}`, tags: [WORD] }));
      const others = Array.from({ length: ARTICLES - 2 }, (_, number) => aStory(number + 1));
      await world.post(sender, ...others);
      await world.post(sender, { ...aStory(0), title: 'The harbour with lighthouse0 opens again' });
      await world.api.post(`/v1/articles/${withdrawn}/withdraw`, { reason: 'wrong in substance' }, z.unknown());
      await searched(world, ARTICLES - 1);
      const [edition] = await world.sendNow('daily');
      const { counts } = await world.finished(edition?.id ?? '');
      await found(world);

      const refused = await courant(origin).run('move', '--to', 'distributed');
      expect([refused.code, refused.out]).toEqual([1, '']);
      expect(refused.err).toContain(`Another Courant is at work on ${origin}.`);
      await stop();

      const first = await courant(origin).run('move', '--to', 'distributed');
      expect([first.code, first.err]).toEqual([0, '']);
      expect(first.out).toMatch(new RegExp(`articles +${ARTICLES} +${ARTICLES} .* ok\n`));
      expect(first.out).toMatch(/ledger rows +3 +3 .* ok\n/);
      const second = await courant(origin).json(Report, 'move', '--to', 'distributed');
      expect([second.verified, second.kinds.filter(({ copied }) => copied > 0)]).toEqual([true, []]);

      const there = await start(join(folder, 'services'), 'distributed');
      await found(there);
      expect((await there.edition(edition?.id ?? '')).counts).toEqual(counts);
      const posted = await there.post(sender, aStory(1), aStory(99));
      expect(posted.map(({ outcome }) => outcome)).toEqual(['unchanged', 'created']);
      await there.reached(posted[1]?.id ?? '', 'indexed', 'related');
      await stop();
    },
    LIMIT_MS,
  );

  it(
    'comes back into a folder with what was added meanwhile',
    async () => {
      const home = join(folder, 'home');
      const moved = await courant(home).json(Report, 'move', '--to', 'embedded');
      expect(moved.kinds.filter(({ rows, rowsThere }) => rows !== rowsThere)).toEqual([]);
      expect(moved.verified).toBe(true);
      const world = await start(home, 'embedded');
      await searched(world, ARTICLES);
      const sent = sink.received.length;
      const [edition] = await world.sendNow('daily');
      expect((await world.finished(edition?.id ?? '')).counts['sent']).toBe(READERS.length);
      expect(sink.received.length).toBe(sent + READERS.length);
      await stop();
    },
    LIMIT_MS,
  );
});
