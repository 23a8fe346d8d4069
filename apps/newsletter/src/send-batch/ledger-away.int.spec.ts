import { TransientError } from '#contracts/errors.js';
import { Clock } from '#ports/clock.port.js';
import { EditionStore } from '#ports/edition-store.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { jest } from '@jest/globals';
import { EDITION, SendingNewsroom } from '../testing/sending-newsroom.js';

const NONE = { planned: 0, intent: 0, sent: 0, refused: 0, suppressed: 0, canceled: 0, unknown: 0 };

describe('An edition whose ledger goes away while it is sent', () => {
  let server: RealServer;
  let newsroom: SendingNewsroom;
  beforeEach(async () => {
    server = await RealServer.start();
    newsroom = await SendingNewsroom.start({ smtpPort: server.port, subscribers: 120 });
  });
  afterEach(async () => {
    await newsroom.stop();
    await server.stop();
  });
  const once = Array.from({ length: 120 }, () => 1);

  it('tells the ledger later what it did not take while it was away', async () => {
    const release = server.hold();
    await newsroom.order();
    await eventually(() => server.received.length > 0);
    const settling = jest.spyOn(newsroom.app.get(SendLedger), 'settle').mockRejectedValue(new TransientError('away'));
    release();
    await eventually(() => settling.mock.calls.length > 2);
    expect((await newsroom.counts()).intent).toBeGreaterThan(0);
    settling.mockRestore();
    await eventually(async () => (await newsroom.counts()).intent === 0, { withinMs: 15_000 });
    await newsroom.order();
    expect(await newsroom.finished()).toEqual({ ...NONE, sent: 120 });
    expect(server.copies()).toEqual(once);
  });

  it('sends what it hands back so late that the edition was finished without it', async () => {
    const ledger = newsroom.app.get(SendLedger);
    const release = server.hold();
    await newsroom.order();
    await eventually(() => server.received.length > 0);
    const settle = ledger.settle.bind(ledger);
    let first: string | undefined;
    const settling = jest.spyOn(ledger, 'settle').mockImplementation(async (edition, outcomes, owner, at) => {
      first ??= owner;
      if (owner === first) throw new TransientError('away');
      return settle(edition, outcomes, owner, at);
    });
    await newsroom.app.get(EditionStore).move(EDITION, ['sending'], 'paused', new Date());
    await eventually(() => settling.mock.calls.length > 2);
    const onTheirWay = server.received.length;
    // No answer came to these in time.
    await eventually(() => settling.mock.calls.length > 4, { withinMs: 15_000 });
    release();
    const later = newsroom.app.get(Clock).now().getTime() + 3_600_000;
    await ledger.keepAlive(['another sender'], new Date(later), new Date(later + 60_000));
    await newsroom.app.get(EditionStore).move(EDITION, ['paused'], 'sending', new Date());
    await newsroom.order();
    expect((await newsroom.finished()).unknown).toBeGreaterThan(onTheirWay);
    settling.mockRestore();
    await eventually(async () => (await newsroom.counts()).sent === 120 - onTheirWay, { withinMs: 15_000 });
    expect(await newsroom.counts()).toEqual({ ...NONE, sent: 120 - onTheirWay, unknown: onTheirWay });
    expect(server.copies()).toEqual(once);
  });

  it('hands back what it claimed without hearing of it', async () => {
    const ledger = newsroom.app.get(SendLedger);
    const claim = ledger.claim.bind(ledger);
    const claiming = jest.spyOn(ledger, 'claim').mockImplementationOnce(async (...rows) => {
      await claim(...rows);
      throw new TransientError('the answer was lost');
    });
    await newsroom.order();
    await eventually(() => claiming.mock.calls.length > 0);
    await eventually(async () => (await newsroom.counts()).planned === 120);
    expect((await ledger.list({ edition: EDITION, limit: 120 })).filter(({ attempts }) => attempts === 1)).not.toEqual(
      [],
    );
    await newsroom.order();
    expect(await newsroom.finished()).toEqual({ ...NONE, sent: 120 });
    expect(server.copies()).toEqual(once);
  });
});
