import { eventually } from '#ports/testing/eventually.js';
import { Controller, Get, Module } from '@nestjs/common';
import { connect } from 'node:net';
import { startApp, type StartedApp } from '../testing/start-app.js';
import { RequestLoad } from './request-load.js';

const held: Array<() => void> = [];

@Controller('held')
class HeldController {
  @Get()
  hold(): Promise<string> {
    return new Promise((resolve) => held.push(() => resolve('done')));
  }
}

@Module({ controllers: [HeldController] })
class HeldModule {}

describe('Background work', () => {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startApp(HeldModule, { dataDir: ':memory:' });
  });
  afterAll(() => app.stop());

  /** Has so many requests in hand; answers them when asked. */
  async function requests(count: number): Promise<() => Promise<void>> {
    const answers = Array.from({ length: count }, () => app.fetch('/held'));
    await eventually(() => held.length === count);
    return async () => {
      for (const answer of held.splice(0)) answer();
      await Promise.all(answers);
    };
  }
  async function waited(): Promise<number> {
    const began = performance.now();
    await app.get(RequestLoad).eased();
    return performance.now() - began;
  }

  it('goes on at once beside a few requests', async () => {
    const answer = await requests(15);
    expect(await waited()).toBeLessThan(100);
    await answer();
  });

  it('waits during a burst until it is over', async () => {
    const answer = await requests(20);
    const waiting = Promise.all([waited(), waited(), waited(), waited()]);
    await answer();
    expect(Math.max(...(await waiting))).toBeLessThan(2_000);
  });

  it('takes turns while the burst does not end, one piece at a time', async () => {
    const answer = await requests(20);
    const [first = 0, second = 0, third = 0] = await Promise.all([waited(), waited(), waited()]);
    expect(first).toBeGreaterThan(125);
    expect(second - first).toBeGreaterThan(125);
    expect(third - second).toBeGreaterThan(125);
    await answer();
  });

  it('is done in smaller pieces during a burst, and in some in any case', async () => {
    const load = app.get(RequestLoad);
    const answer = await requests(20);
    expect([load.pieceOf(128), load.pieceOf(1)]).toEqual([16, 1]);
    await answer();
    await eventually(() => load.pieceOf(128) === 128);
  });

  it('does not wait for requests whose senders went away', async () => {
    const { port, hostname } = new URL(app.url);
    const sockets = Array.from({ length: 30 }, () => connect(Number(port), hostname));
    for (const socket of sockets) socket.write('GET /held HTTP/1.1\r\nhost: x\r\n\r\n');
    await eventually(() => held.length === 30);
    for (const socket of sockets) socket.destroy();
    held.splice(0);
    await eventually(async () => (await waited()) < 100);
  });
});
