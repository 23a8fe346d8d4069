import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import { EditionStore } from '#ports/edition-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { Mailer } from '#ports/mailer.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { SubscriberStore } from '#ports/subscriber-store.port.js';
import { SuppressionStore } from '#ports/suppression-store.port.js';
import { articleId, aSubscriber, subscriberId } from '#ports/testing/newsletter-builders.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EDITION, SendingNewsroom } from '../testing/sending-newsroom.js';
import { ClaimRecipients, RecipientParts } from './claim-recipients.js';
import { EditionMessages } from './edition-message.js';
import { EditionWatch } from './edition-watch.js';
import { OutcomeMeaning } from './outcome-meaning.js';
import { OwedOutcomes } from './owed-outcomes.js';
import { SenderLease } from './sender-lease.js';
import { SendParts, SendRun } from './send-run.js';

const NONE = { planned: 0, intent: 0, sent: 0, refused: 0, suppressed: 0, canceled: 0, unknown: 0 };
const addressOf = (index: number): string => aSubscriber(index).email;

describe('Sending an edition', () => {
  let server: RealServer;
  const stops: Array<() => Promise<void>> = [];
  beforeEach(async () => {
    server = await RealServer.start();
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    await server.stop();
  });
  async function start(subscribers: number, options: { clock?: TestClock; dataDir?: string } = {}) {
    const newsroom = await SendingNewsroom.start({ smtpPort: server.port, subscribers, ...options });
    stops.push(() => newsroom.stop());
    return newsroom;
  }
  /** Resolves to how many mails the server has and has not answered yet, once every other row was handed back. */
  async function onlyThoseOnTheirWay(newsroom: SendingNewsroom): Promise<number> {
    const handedBack = async () => (await newsroom.counts()).intent === server.received.length;
    await eventually(handedBack, { withinMs: 2_000 });
    return server.received.length;
  }
  const once = (count: number): number[] => Array.from({ length: count }, () => 1);

  it('brings it to everyone once, with personal one-click links, and tells its end and the articles’ stage once', async () => {
    const newsroom = await start(600);
    await newsroom.order();
    expect(await newsroom.finished()).toEqual({ ...NONE, sent: 600 });
    expect(server.copies()).toEqual(once(600));
    expect(new Set(server.received.map(({ to }) => to)).size).toBe(600);
    const links = server.received.map(({ raw }) => /^List-Unsubscribe:\s*<(http[^>]+)>/im.exec(raw)?.[1]);
    expect(new Set(links).size).toBe(600);
    expect(server.received[0]?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/im);
    await newsroom.send();
    await newsroom.send();
    expect(await newsroom.told()).toEqual({ finished: [{ ...NONE, sent: 600 }], mailed: 2 });
    expect(server.received).toHaveLength(600);
  });

  it('leaves every row in the state that is true of it, and ends the subscriptions of a refused address', async () => {
    const newsroom = await start(6);
    const { app } = newsroom;
    server.treat(addressOf(0), 'refuse');
    server.treat(addressOf(1), 'refuse-for-policy');
    await app.get(SuppressionStore).put({ email: addressOf(2), reason: 'manual', note: '', at: new Date() });
    const gone = await app.get(SubscriberStore).find(subscriberId(3));
    await app.get(SubscriberStore).save({ ...gone!, paused: true }, []);
    await newsroom.order();
    expect(await newsroom.finished()).toEqual({ ...NONE, refused: 2, suppressed: 1, canceled: 1, sent: 2 });
    expect(await app.get(SuppressionStore).find(addressOf(0))).toMatchObject({ reason: 'refused' });
    expect(await app.get(SuppressionStore).find(addressOf(1))).toBeUndefined();
    const refused = await app.get(SubscriberStore).find(subscriberId(0));
    expect(refused?.subscriptions[0]).toMatchObject({ state: 'ended', endReason: 'suppressed' });
    const metrics = await (await app.fetch('/metrics')).text();
    for (const [outcome, count] of Object.entries({ sent: 2, refused: 2, suppressed: 1, canceled: 1 })) {
      expect(metrics).toContain(`courant_sends_total{outcome="${outcome}"} ${count}`);
    }
  });

  it('lets two senders share it without a second mail to anyone', async () => {
    const newsroom = await start(600);
    const { app } = newsroom;
    const second = new SenderLease(app.get(SendLedger), app.get(Clock), Logger.at('silent'));
    const claims = new ClaimRecipients(app.get(SendLedger), app.get(RecipientParts), app.get(Clock));
    const parts = new SendParts(
      claims,
      app.get(EditionMessages),
      app.get(OutcomeMeaning),
      second,
      app.get(OwedOutcomes),
    );
    const other = new SendRun(app.get(Mailer), app.get(SendLedger), parts, app.get(Clock));
    const watch = new EditionWatch(EDITION, () => newsroom.edition(), new AbortController().signal);
    await Promise.all([newsroom.order(), other.send(watch, new Date())]);
    watch.end();
    await newsroom.order();
    expect(await newsroom.finished()).toEqual({ ...NONE, sent: 600 });
    expect(server.copies()).toEqual(once(600));
  });

  it('stops within a second when it is paused, hands back what was not begun, and goes on later', async () => {
    const newsroom = await start(300);
    const release = server.hold();
    await newsroom.order();
    await eventually(() => server.received.length > 0);
    await newsroom.app.get(EditionStore).move(EDITION, ['sending'], 'paused', new Date());
    const onTheirWay = await onlyThoseOnTheirWay(newsroom);
    release();
    await eventually(async () => (await newsroom.counts()).intent === 0);
    expect(await newsroom.counts()).toEqual({ ...NONE, sent: onTheirWay, planned: 300 - onTheirWay });
    await newsroom.app.get(EditionStore).move(EDITION, ['paused'], 'sending', new Date());
    await newsroom.order();
    expect(await newsroom.finished()).toEqual({ ...NONE, sent: 300 });
    expect(server.copies()).toEqual(once(300));
  });

  it('leaves nothing planned after it was canceled in the middle', async () => {
    const newsroom = await start(300);
    const release = server.hold();
    await newsroom.order();
    await eventually(() => server.received.length > 0);
    await newsroom.app.get(EditionStore).move(EDITION, ['sending'], 'canceled', new Date());
    await eventually(async () => (await newsroom.counts()).intent <= 10);
    release();
    await eventually(async () => (await newsroom.counts()).sent + (await newsroom.counts()).canceled === 300);
    expect((await newsroom.counts()).canceled).toBeGreaterThan(200);
  });

  it('stops with the process in time though the server is silent; a restart sends the rest and repeats nothing', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'courant-send-'));
    const first = await SendingNewsroom.start({ smtpPort: server.port, subscribers: 200, dataDir });
    const release = server.hold();
    await first.order();
    await eventually(() => server.received.length > 0);
    const began = performance.now();
    await first.stop();
    expect(performance.now() - began).toBeLessThan(10_000);
    release();
    const uncertain = server.received.length;
    const second = await SendingNewsroom.open({ smtpPort: server.port, dataDir });
    stops.push(async () => {
      await second.stop();
      rmSync(dataDir, { recursive: true });
    });
    expect(await second.finished()).toEqual({ ...NONE, unknown: uncertain, sent: 200 - uncertain });
    expect(server.copies()).toEqual(once(200));
  });

  it('calls unknown what a sender had in hand that is dead, and never sends it by itself', async () => {
    const newsroom = await start(20);
    const ledger = newsroom.app.get(SendLedger);
    const inHand = [1, 2, 3].map(subscriberId);
    await ledger.claim(EDITION, inHand, 'a sender that died', new Date());
    await newsroom.app.get(SenderLease).renew();
    await newsroom.order();
    expect(await newsroom.finished()).toEqual({ ...NONE, unknown: 3, sent: 17 });
    expect(server.received.map(({ to }) => to)).not.toContain(addressOf(1));
  });

  it('sends what was decided later again, keeps the counts right and does not finish twice', async () => {
    const newsroom = await start(5);
    server.treat(addressOf(0), 'drop-after-text');
    await newsroom.order();
    expect(await newsroom.finished()).toEqual({ ...NONE, sent: 4, unknown: 1 });
    server.treat(addressOf(0), 'accept');
    const id = `${EDITION}~${subscriberId(0)}`;
    const decided = await newsroom.app.fetch(`/v1/sends/${encodeURIComponent(id)}/resolve`, {
      method: 'POST',
      admin: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: 'resend' }),
    });
    expect(decided.status).toBe(200);
    await eventually(async () => (await newsroom.counts()).sent === 5);
    expect((await newsroom.edition()).state).toBe('finished');
    expect(server.copies().sort()).toEqual([1, 1, 1, 1, 2]);
    expect(await newsroom.told()).toEqual({ finished: [{ ...NONE, sent: 4, unknown: 1 }], mailed: 2 });
  });

  it('takes none of its own senders for dead when its clock is set an hour on while they send', async () => {
    const clock = new TestClock();
    const newsroom = await start(20, { clock });
    const release = server.hold();
    await newsroom.order();
    await eventually(() => server.received.length > 0);
    clock.advance(3_600_000);
    await newsroom.app.get(SenderLease).take();
    expect((await newsroom.counts()).unknown).toBe(0);
    release();
    expect(await newsroom.finished()).toEqual({ ...NONE, sent: 20 });
  });

  it('tries what was put off again with growing pauses and gives it up after a day', async () => {
    const clock = new TestClock(new Date('2026-11-02T06:00:00Z'));
    const newsroom = await start(2, { clock });
    const ledger = newsroom.app.get(SendLedger);
    server.treat(addressOf(0), 'defer');
    await newsroom.send();
    expect(await newsroom.counts()).toEqual({ ...NONE, sent: 1, planned: 1 });
    clock.advance(59_000);
    await newsroom.send();
    const attempts = async () => (await ledger.list({ edition: EDITION, limit: 9 })).map((row) => row.attempts).sort();
    expect(await attempts()).toEqual([1, 1]);
    for (let minutes = 0; minutes < 25 * 60; minutes += 30) {
      clock.advance(30 * 60_000);
      await newsroom.send();
    }
    expect(await newsroom.finished()).toEqual({ ...NONE, sent: 1, refused: 1 });
    const [row] = await newsroom.app.get(SendLedger).list({ edition: EDITION, state: 'refused', limit: 1 });
    expect(row).toMatchObject({ permanent: false, reply: expect.stringContaining('given up: 451 4.3.2') });
    expect(row?.attempts).toBeGreaterThan(20);
    expect(await newsroom.app.get(SuppressionStore).find(addressOf(0))).toBeUndefined();
  });

  it('leaves a withdrawn article out of the mails that are not begun', async () => {
    const newsroom = await start(300);
    const release = server.hold();
    await newsroom.order();
    await eventually(() => server.received.length > 0);
    await newsroom.app.get(CollectedArticleStore).withdraw([{ id: articleId(2), version: 2 }], new Date());
    await newsroom.app.get(EditionStore).touch([articleId(2)]);
    const { revision } = await newsroom.edition();
    expect(revision).toBeGreaterThan(0);
    await newsroom.app.get(EditionStore).move(EDITION, ['sending'], 'paused', new Date());
    await onlyThoseOnTheirWay(newsroom);
    release();
    await newsroom.app.get(EditionStore).move(EDITION, ['paused'], 'sending', new Date());
    await newsroom.order();
    expect((await newsroom.finished()).sent).toBe(300);
    expect(server.received.at(0)?.raw).toContain('Titel 2');
    expect(server.received.at(-1)?.raw).not.toContain('Titel 2');
    expect(server.received.at(-1)?.raw).toContain('Titel 1');
  });

  it('cancels the rest with a reason when nothing is left in it', async () => {
    const newsroom = await start(3);
    await newsroom.app.get(CollectedArticleStore).withdraw(
      [1, 2].map((name) => ({ id: articleId(name), version: 2 })),
      new Date(),
    );
    await newsroom.order();
    expect(await newsroom.finished()).toEqual({ ...NONE, canceled: 3 });
    const [row] = await newsroom.app.get(SendLedger).list({ edition: EDITION, limit: 1 });
    expect(row?.reply).toBe('all articles of the edition were withdrawn');
    expect(server.received).toEqual([]);
  });

  it('does not run through everyone while the mail server is away', async () => {
    const newsroom = await start(900);
    await server.stop();
    await newsroom.send();
    const rows = await newsroom.app.get(SendLedger).list({ edition: EDITION, limit: 5_000 });
    expect(rows.every(({ state }) => state === 'planned')).toBe(true);
    expect(rows.filter(({ attempts }) => attempts > 0).length).toBeLessThan(300);
    server = await RealServer.start();
  });
});
