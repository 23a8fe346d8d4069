import { ArticlePublished } from '#contracts/events/article-published.event.js';
import type { TopicName } from '#contracts/topics.js';
import { KafkaEventLog } from '#distributed/event-log/kafka-event-log.js';
import { RealClock } from '#distributed/testing/real-clock.js';
import type { LogRecord } from '#ports/event-log.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { randomBytes } from 'node:crypto';
import { Engines } from '../engines/engines.js';
import { aVariedArticle } from '../world/varied-article.js';
import { World, type Sender } from '../world/world.js';

const ARTICLES = 200;
const SENDERS = 8;
const PAGE = 500;
const INSTALL_AND_START_MS = 600_000;
const READY_WITHIN_MS = 150_000;
const patiently = (what: string) => ({ withinMs: 180_000, what });

describe('Replicas of ingestion on real engines', () => {
  let engines: Engines;
  let log: KafkaEventLog;
  let replicas: NewsroomProcess[];
  let worlds: World[];
  let sender: Sender;
  beforeAll(async () => {
    engines = await Engines.start();
  }, INSTALL_AND_START_MS);
  afterAll(() => engines.dispose());
  beforeEach(async () => {
    const namespace = `test-${randomBytes(6).toString('hex')}`;
    const env = {
      ...engines.env(namespace),
      COURANT_PUBLIC_URL: 'https://news.example',
      COURANT_SECRET: 'a-secret-of-tests-that-is-long-enough',
      COURANT_TEXT_THREADS: '0',
    };
    log = new KafkaEventLog({ brokers: [engines.kafka.broker], namespace, clock: new RealClock() });
    const made = () => NewsroomProcess.at({ service: 'ingestion', env, readyWithinMs: READY_WITHIN_MS });
    replicas = await Promise.all([made(), made()]);
    await Promise.all(replicas.map((replica) => replica.restart()));
    worlds = replicas.map((replica) => new World(replica));
    sender = await worlds[0]!.aSource('courier');
  }, INSTALL_AND_START_MS);
  afterEach(async () => {
    await Promise.all(replicas.map((replica) => replica.dispose()));
    await log.close();
  });

  /** Posts articles in turn to the replicas, those that were refused or lost to the next; answers their ids. */
  async function burst(to: readonly World[], change: object = {}): Promise<Set<string>> {
    const ids = new Set<string>();
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < ARTICLES) {
        let turn = next++;
        const article = { ...aVariedArticle(`burst-${turn}`, turn), ...change };
        const id = await eventually(() => to[turn++ % to.length]!.accepted(sender, article), patiently('an answer'));
        ids.add(id);
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, work));
    return ids;
  }

  async function recordsOf(topic: TopicName): Promise<LogRecord[]> {
    const all: LogRecord[] = [];
    for (let page = await log.read({ topic, limit: PAGE }); page.length > 0;) {
      all.push(...page);
      page = await log.read({ topic, limit: PAGE, after: page.at(-1)! });
    }
    return all;
  }

  const nothingWaits = (replica: NewsroomProcess) =>
    eventually(async () => {
      const response = await fetch(`${replica.url}/health/ready`);
      return (await response.text()).includes('0 articles wait to be prepared, 0 facts for the log');
    }, patiently('the end of the work'));
  const published = async (): Promise<string[]> =>
    (await recordsOf('articles')).map(({ attributes }) => attributes['id'] ?? '').sort();
  const publications = (ids: Iterable<string>, version: number): string[] =>
    [...ids].map((id) => `${id}.${version}.${ArticlePublished.type}`).sort();

  it('bring each event to the log once, also of articles that one takes and the other changes', async () => {
    const ids = await burst(worlds);
    expect(ids.size).toBe(ARTICLES);
    await nothingWaits(replicas[0]!);
    const changed = await burst([...worlds].reverse(), { title: 'Changed' });
    expect(changed).toEqual(ids);
    await nothingWaits(replicas[1]!);
    expect(await published()).toEqual([...publications(ids, 1), ...publications(ids, 2)].sort());
    const stages = (await recordsOf('stages')).map(({ attributes }) => attributes['id'] ?? '');
    expect(stages).toHaveLength(2 * ARTICLES);
    expect(new Set(stages).size).toBe(stages.length);
  }, 600_000);

  it.each([
    ['is killed', (replica: NewsroomProcess) => replica.kill()],
    ['stops', (replica: NewsroomProcess) => replica.stop()],
  ])(
    'bring everything to the log when one %s in the middle and does not come back',
    async (_how, end) => {
      const bursting = burst(worlds);
      await eventually(async () => (await recordsOf('articles')).length > ARTICLES / 4, patiently('a part of it'));
      await end(replicas[1]!);
      const ids = await bursting;
      await nothingWaits(replicas[0]!);
      expect([...new Set(await published())]).toEqual(publications(ids, 1));
    },
    600_000,
  );
});
