import { TransientError } from '#contracts/errors.js';
import { event, idOf, Member, numbered } from '#ports/testing/event-log-member.js';
import { eventually } from '#ports/testing/eventually.js';
import { KafkaServer } from '../testing/kafka-server.js';
import type { KafkaEventLog } from './kafka-event-log.js';

const server = KafkaServer.forAllTests();
const SHORT = { appendWithinMs: 2_000, requestWithinMs: 1_500, sessionMs: 6_000, heartbeatMs: 500 };
const BACK_WITHIN_MS = 60_000;

describe('A Kafka event log whose broker goes away', () => {
  let log: KafkaEventLog;
  const members: Member[] = [];
  beforeEach(() => {
    log = server.log(server.namespace(), SHORT);
  });
  afterEach(async () => {
    await Promise.all(members.splice(0).map((member) => member.stop()));
    await log.close();
  });
  const join: typeof Member.of = async (...given) => {
    const member = await Member.of(...given);
    members.push(member);
    return member;
  };
  /** As the outbox relay does: again until it is there, and only then the next. */
  const appendSurely = (number: number): Promise<true> =>
    eventually(() => log.append([event('a', number)]).then(() => true as const), { withinMs: BACK_WITHIN_MS });
  const idsOf = async (key: string): Promise<string[]> =>
    (await log.read({ topic: 'articles', key, limit: 10_000 })).map(idOf);

  it('loses no acknowledged event and no order when it is killed in mid-append', async () => {
    let acknowledged = 0;
    const appending = (async () => {
      while (acknowledged < 400) {
        await appendSurely(acknowledged + 1);
        acknowledged += 1;
      }
    })();
    await eventually(() => acknowledged > 50, { withinMs: BACK_WITHIN_MS });
    await server.engine.kill();
    await server.engine.restart();
    await appending;
    const firsts = [...new Set(await idsOf('a'))];
    expect(firsts).toEqual(numbered('a', 400).map(({ id }) => id));
  });

  it('delivers every event when it is killed in mid-consume, and goes on by itself', async () => {
    await log.append(['a', 'b', 'c'].flatMap((key) => numbered(key, 40)));
    const member = await join(log, 'readers', () => new Promise((resolve) => setTimeout(resolve, 100)), {
      maxBatch: 2,
    });
    await eventually(() => member.ids.length >= 10, { withinMs: BACK_WITHIN_MS });
    await server.engine.kill();
    await server.engine.restart();
    await appendSurely(41);
    await eventually(() => new Set(member.ids).size === 121, { withinMs: BACK_WITHIN_MS });
    for (const key of ['a', 'b', 'c']) {
      const firsts = [...new Set(member.ids.filter((id) => id.startsWith(`${key}.`)))];
      expect(firsts).toEqual(numbered(key, key === 'a' ? 41 : 40).map(({ id }) => id));
    }
    await eventually(async () => (await log.lag())[0]?.lag === 0, { withinMs: BACK_WITHIN_MS });
  });

  it('rejects appends, reads and lag in time while it is away, and takes members that come meanwhile', async () => {
    await server.engine.kill();
    const member = await join(log, 'readers');
    const began = Date.now();
    await expect(log.append([event('a', 1)])).rejects.toThrow(TransientError);
    expect(Date.now() - began).toBeLessThan(SHORT.appendWithinMs + 1_000);
    await expect(log.read({ topic: 'articles', limit: 1 })).rejects.toThrow(TransientError);
    await expect(log.lag()).rejects.toThrow(TransientError);
    await server.engine.restart();
    await appendSurely(2);
    await eventually(() => member.ids.includes('a.2'), { withinMs: BACK_WITHIN_MS });
  });

  it('rejects appends in time while it stands still, and goes on with it', async () => {
    await log.append([event('a', 1)]);
    server.engine.freeze();
    const began = Date.now();
    await expect(log.append([event('a', 2)])).rejects.toThrow(TransientError);
    expect(Date.now() - began).toBeLessThan(SHORT.appendWithinMs + 1_000);
    server.engine.goOn();
    await appendSurely(3);
    expect([...new Set(await idsOf('a'))].at(-1)).toBe('a.3');
  });

  it('stops in time while it is away', async () => {
    const member = await join(log, 'readers');
    await log.append([event('a', 1)]);
    await eventually(() => member.ids.length === 1);
    await server.engine.kill();
    const began = Date.now();
    await member.stop();
    await log.close();
    expect(Date.now() - began).toBeLessThan(10_000);
    await server.engine.restart();
  });
});
