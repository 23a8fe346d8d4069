import { PermanentError, TransientError } from '#contracts/errors.js';
import { event } from '#ports/testing/event-log-member.js';
import { eventually } from '#ports/testing/eventually.js';
import { AppendQueue } from './append-queue.js';
import { messageOf, type OutgoingMessage } from './event-message.js';

const message = (number: number): OutgoingMessage => messageOf(event('a', number));

/** Remembers the batches it was given; each is under way until the test lets it go. */
class Road {
  readonly batches: string[][] = [];
  private readonly open: Array<(error?: Error) => void> = [];

  readonly send = (messages: readonly OutgoingMessage[]): Promise<void> => {
    this.batches.push(messages.map(({ headers }) => headers['ce_id'] ?? ''));
    return new Promise((resolve, reject) => {
      this.open.push((error) => (error === undefined ? resolve() : reject(error)));
    });
  };

  end(error?: Error): void {
    this.open.shift()?.(error);
  }
}

describe('AppendQueue', () => {
  it('sends what one turn appends together, and what comes meanwhile as the next batch', async () => {
    const road = new Road();
    const queue = new AppendQueue(road.send, 5_000);
    const first = [queue.add([message(1)]), queue.add([message(2), message(3)])];
    await eventually(() => road.batches.length === 1);
    const second = [queue.add([message(4)]), queue.add([message(5)])];
    await new Promise((resolve) => setImmediate(resolve));
    expect(road.batches).toEqual([['a.1', 'a.2', 'a.3']]);
    road.end();
    await Promise.all(first);
    await eventually(() => road.batches.length === 2);
    expect(road.batches[1]).toEqual(['a.4', 'a.5']);
    road.end();
    await Promise.all(second);
  });

  it('rejects what takes too long, and does not send it later', async () => {
    const road = new Road();
    const queue = new AppendQueue(road.send, 30);
    const appends = [queue.add([message(1)])];
    await eventually(() => road.batches.length === 1);
    appends.push(queue.add([message(2)]));
    for (const append of appends) await expect(append).rejects.toThrow(TransientError);
    road.end();
    await queue.settled();
    expect(road.batches).toEqual([['a.1']]);
  });

  it('fails the appends of a batch that fails, and goes on with the next', async () => {
    const road = new Road();
    const queue = new AppendQueue(road.send, 5_000);
    const failing = queue.add([message(1)]);
    await eventually(() => road.batches.length === 1);
    const next = queue.add([message(2)]);
    road.end(new TransientError('away'));
    await expect(failing).rejects.toThrow('away');
    await eventually(() => road.batches.length === 2);
    road.end();
    await next;
  });

  it('sends each append of a refused batch by itself, so that only the one that is refused fails', async () => {
    const road = new Road();
    const queue = new AppendQueue(road.send, 5_000);
    const appends = [1, 2, 3].map((number) => queue.add([message(number)]));
    const ends = Promise.allSettled(appends);
    const refused = new PermanentError('too large');
    for (const [turn, error] of [refused, undefined, refused, undefined].entries()) {
      await eventually(() => road.batches.length === turn + 1);
      road.end(error);
    }
    expect((await ends).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(road.batches).toEqual([['a.1', 'a.2', 'a.3'], ['a.1'], ['a.2'], ['a.3']]);
  });

  it('sends a large append part by part and nothing of it after a part that failed', async () => {
    const road = new Road();
    const queue = new AppendQueue(road.send, 5_000);
    const large = [1, 2, 3].map((number) => ({ ...message(number), value: 'x'.repeat(1_500_000) }));
    const append = queue.add(large);
    await eventually(() => road.batches.length === 1);
    road.end();
    await eventually(() => road.batches.length === 2);
    road.end(new TransientError('away'));
    await expect(append).rejects.toThrow('away');
    expect(road.batches).toEqual([['a.1'], ['a.2']]);
  });
});
