import { createEvent } from '#contracts/cloud-event.js';
import { StageCompleted } from '#contracts/events/stage-completed.event.js';
import { ArticleId } from '#contracts/ids.js';
import { GROUPS } from '#contracts/topics.js';
import { KafkaEventLog } from '#distributed/event-log/kafka-event-log.js';
import { RealClock } from '#distributed/testing/real-clock.js';
import { eventually } from '#ports/testing/eventually.js';
import { aPublication } from '#runtime/testing/an-event.js';
import { z } from 'zod';
import { Engines } from '../engines/engines.js';
import { SmtpSink } from '../world/smtp-sink.js';
import { SeparateProcesses } from '../world/separate-processes.js';
import { SteadySender } from '../world/steady-sender.js';
import { aVariedArticle } from '../world/varied-article.js';
import { World, type Sender } from '../world/world.js';

const AWAY_MS = Number(process.env['FAULT_AWAY_MS'] ?? 30_000);
const INSTALL_AND_START_MS = 600_000;
const Letters = z.object({ items: z.array(z.looseObject({ group: z.string(), error: z.string() })) });
const patiently = (what: string) => ({ withinMs: 240_000, what });
const withoutHaste = (what: string) => ({ ...patiently(what), longestPauseMs: 1_000 });

describe('Separate processes on real engines', () => {
  let engines: Engines;
  let sink: SmtpSink;
  let newsroom: SeparateProcesses;
  let world: World;
  let sender: Sender;
  beforeAll(async () => {
    engines = await Engines.start();
    sink = await SmtpSink.start();
    newsroom = await SeparateProcesses.start(engines, { smtpUrl: sink.url });
    world = new World(newsroom);
    sender = await world.aSource('courier');
  }, INSTALL_AND_START_MS);
  afterAll(async () => {
    await newsroom.dispose();
    await engines.dispose();
    await sink.stop();
  });

  const allHandled = () => eventually(async () => (await world.lag()) === 0, withoutHaste('all events'));

  it('put a poison event aside in every group that gets it, and the rest goes on', async () => {
    const before = await world.accepted(sender, aVariedArticle('before', 1));
    await allHandled();
    await world.reached(before, 'indexed', 'related');
    const log = new KafkaEventLog({
      brokers: [engines.kafka.broker],
      namespace: newsroom.namespace,
      clock: new RealClock(),
    });
    const stage = { ...StageCompleted.example, articleId: ArticleId.parse(before) };
    await log.append([
      { ...aPublication('poison'), data: { article: 'none' } },
      { ...createEvent(StageCompleted, stage, { service: 'search', time: new Date() }), data: { articleId: 'none' } },
    ]);
    await log.close();
    const after = Array.from({ length: 20 }, (_, turn) => aVariedArticle(`after-${turn}`, turn));
    const posted = await world.post(sender, ...after);
    // Its stages come behind the poison in the same partition.
    const [changed] = await world.post(sender, { ...aVariedArticle('before', 1), title: 'Before, and after' });
    expect(changed?.id).toBe(before);
    await eventually(async () => (await world.search('section=North')).total === 21, withoutHaste('indexing'));
    await allHandled();
    for (const { id } of posted) await world.reached(id ?? '', 'indexed', 'related');
    await eventually(async () => {
      const { stages } = await world.receipt(before);
      return stages.some(({ stage, version }) => stage === 'indexed' && version === 2);
    }, patiently('the receipt of what came behind the poison'));
    const { items } = await world.api.call('/v1/ops/dead-letters', Letters);
    expect(items.map(({ group }) => group).sort()).toEqual(Object.values(GROUPS).sort());
    expect(items.every(({ error }) => error.includes('/article'))).toBe(true);
  }, 400_000);

  it('finish an edition in whose middle MongoDB goes away, and know of every mail what became of it', async () => {
    await world.aNewsletter('daily');
    const readers = Array.from({ length: 300 }, (_, index) => `reader${index}@reader.example`);
    await world.importedSubscribers(readers, 'daily');
    await world.reached(await world.accepted(sender, aVariedArticle('mailed', 1)), 'indexed');
    await allHandled();
    sink.answerAtMost(0);
    const [edition] = await world.sendNow('daily');
    await eventually(() => sink.received.length > 0, patiently('mails in the middle of the edition'));
    await engines.mongo.kill();
    sink.answerAtMost(Number.POSITIVE_INFINITY);
    const until = performance.now() + AWAY_MS;
    await eventually(() => performance.now() >= until, { withinMs: 2 * AWAY_MS });
    await engines.mongo.restart();
    // What was on its way counts as unknown from the end of the sender's lease until the sender can tell.
    await eventually(async () => {
      const { state, counts } = await world.edition(edition?.id ?? '');
      return state === 'finished' && counts['sent'] === readers.length;
    }, withoutHaste('the end of the edition'));
    expect([...sink.countsByMessageId().values()].filter((count) => count > 1)).toEqual([]);
    expect(new Set(sink.received.map(({ to }) => to)).size).toBe(readers.length);
  }, 400_000);

  /** The answers to articles while one engine is killed, from the moment its absence shows. */
  async function without(engine: 'kafka' | 'meilisearch' | 'mongo' | 'redis', sending: SteadySender) {
    await engines[engine]?.kill();
    sending.take();
    // What was under way at the kill is answered as well as it can be.
    await eventually(() => sending.take().length > 0, patiently('an answer after the kill'));
    const until = performance.now() + AWAY_MS;
    await eventually(() => performance.now() >= until, { withinMs: 2 * AWAY_MS });
    const answers = sending.take();
    await engines[engine]?.restart();
    return answers;
  }

  it(`take articles while engines go away for ${AWAY_MS / 1000} s each, as long as the article store lives, and lose nothing`, async () => {
    const found = (await world.search('section=North')).total;
    const letters = await world.openDeadLetters();
    const sending = new SteadySender(world, sender);
    await eventually(() => sending.accepted.size >= 10, patiently('the first articles'));

    const dispensable = [
      'kafka',
      'redis',
      ...(engines.meilisearch === undefined ? [] : ['meilisearch' as const]),
    ] as const;
    for (const engine of dispensable) {
      const answers = await without(engine, sending);
      expect(answers.length).toBeGreaterThan(5);
      const statuses = new Set(answers.map(({ status }) => status));
      expect({ engine, statuses }).toEqual({ engine, statuses: new Set([202]) });
    }
    const refusals = await without('mongo', sending);
    expect(refusals.length).toBeGreaterThan(1);
    expect(new Set(refusals.map(({ status }) => status))).toEqual(new Set([503]));
    expect(refusals.every(({ retryAfter }) => Number(retryAfter) > 0)).toBe(true);

    const before = sending.accepted.size;
    await eventually(() => {
      if (sending.accepted.size > before + 5) return true;
      throw new Error(`the last answers were ${sending.lately.join()}`);
    }, patiently('articles after the outages'));
    await sending.end();
    const total = found + sending.accepted.size;
    await eventually(async () => (await world.search('section=North')).total === total, withoutHaste('indexing'));
    await allHandled();
    expect(await world.openDeadLetters()).toBe(letters);
    for (const id of sending.accepted) await world.reached(id, 'accepted', 'published', 'indexed', 'related');
  }, 1_200_000);
});
