import { AudienceReader } from '#ports/audience.port.js';
import { EditionStore } from '#ports/edition-store.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readers } from '../testing/readers.js';
import { TestNewsroom } from '../testing/test-newsroom.js';
import { PLAN_QUEUE } from './plan-queue.js';

const ZONES = ['Europe/Berlin', 'Europe/Paris', 'Europe/Rome'];
const NAMES = ZONES.flatMap((zone) => [1, 2, 3].map((number) => `${zone.slice(7).toLowerCase()}-${number}`));
const EARLIER = '2026-11-02T11:00:00Z';
const SLOT = '2026-11-03T06:00:00Z';

/** The methods that writing the audience calls for each page of members, in its order. */
type Step = 'the rows' | 'the slot' | 'the place';

describe('Writing the audience of an edition', () => {
  let server: RealServer;
  let dataDir: string;
  let running: TestNewsroom | undefined;
  beforeEach(async () => {
    server = await RealServer.start();
    dataDir = mkdtempSync(join(tmpdir(), 'courant-'));
  });
  afterEach(async () => {
    await running?.stop();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const start = async (): Promise<TestNewsroom> => {
    await running?.stop();
    running = undefined;
    return (running = await TestNewsroom.start(server, { dataDir, clock: new TestClock(new Date(EARLIER)) }));
  };

  /** From a step of the second page on nothing is written any more, as if the process had ended; answers whether it came to that. */
  function cut({ app }: TestNewsroom, at: Step): () => boolean {
    let ended = false;
    let calls = 0;
    const ending =
      <Values extends unknown[], Result>(step: Step, write: (...values: Values) => Promise<Result>) =>
      (...values: Values): Promise<Result> => {
        if (step === at && (calls += 1) === 2) ended = true;
        return ended ? Promise.reject(new Error('cut')) : write(...values);
      };
    const [ledger, audience, editions] = [app.get(SendLedger), app.get(AudienceReader), app.get(EditionStore)];
    ledger.plan = ending('the rows', ledger.plan.bind(ledger));
    audience.markSlot = ending('the slot', audience.markSlot.bind(audience));
    editions.advance = ending('the place', editions.advance.bind(editions));
    return () => ended;
  }

  it.each<Step>(['the rows', 'the slot', 'the place'])(
    'goes on where it was cut before %s of its second page, and everybody gets one mail',
    async (step) => {
      const first = await start();
      await first.newsletter('morning');
      const before = new Readers(first);
      for (const [index, name] of NAMES.entries()) await before.add(name, { timeZone: ZONES[Math.floor(index / 3)]! });
      await first.publish(anArticle('storm').in('en').titled('Storm'));
      const wasCut = cut(first, step);
      first.clock.set(SLOT);
      await first.app.get(JobQueue).add([{ queue: PLAN_QUEUE, id: 'cut', data: {} }]);
      await eventually(wasCut, { what: 'the cut' });
      const second = await start();
      expect(server.received).toEqual([]);

      const readers = new Readers(second);
      await readers.at('2026-11-03T06:05:00Z');
      expect(await readers.got(...NAMES)).toEqual(NAMES.map(() => 1));
      const editions = await readers.editions();
      expect(editions).toMatchObject([{ audience: NAMES.length, counts: { sent: NAMES.length, planned: 0 } }]);
      await readers.at('2026-11-03T12:00:00Z');
      expect(await readers.got(...NAMES)).toEqual(NAMES.map(() => 1));
    },
  );

  it('asks nobody twice who moves to an hour that is not yet written while it was cut', async () => {
    const first = await start();
    await first.newsletter('morning');
    const before = new Readers(first);
    for (const [index, name] of NAMES.entries()) await before.add(name, { timeZone: ZONES[Math.floor(index / 3)]! });
    await first.publish(anArticle('storm').in('en').titled('Storm'));
    const wasCut = cut(first, 'the place');
    first.clock.set(SLOT);
    await first.app.get(JobQueue).add([{ queue: PLAN_QUEUE, id: 'cut', data: {} }]);
    await eventually(wasCut, { what: 'the cut' });
    await before.change('berlin-1', { timeZone: 'Europe/Rome' });
    await before.change('rome-1', { timeZone: 'Europe/Berlin', hour: 9 });
    const second = await start();
    const readers = new Readers(second);
    await readers.at('2026-11-03T06:05:00Z');
    expect(await readers.got('berlin-1', 'rome-1', 'rome-2')).toEqual([1, 0, 1]);
    await readers.at('2026-11-03T08:00:00Z');
    expect(await readers.got('berlin-1', 'rome-1', 'rome-2')).toEqual([1, 1, 1]);
  });
});
