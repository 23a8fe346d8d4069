import { EditionId } from '#contracts/ids.js';
import type { SendLedger } from '../send-ledger.port.js';
import { subscriberId } from './newsletter-builders.js';

const edition = EditionId.parse('morning.de.2026-11-02T0600Z');
const other = EditionId.parse('morning.en.2026-11-02T0600Z');
const at = new Date('2026-11-02T06:00:00Z');
const after = (seconds: number) => new Date(at.getTime() + seconds * 1_000);
const ids = [1, 2, 3, 4].map(subscriberId).sort();
const [one, two, three, four] = [ids[0]!, ids[1]!, ids[2]!, ids[3]!];
const none = { planned: 0, intent: 0, sent: 0, refused: 0, suppressed: 0, canceled: 0, unknown: 0 };

/** What every SendLedger does. */
export function sendLedgerContract(open: () => SendLedger): void {
  async function planned(): Promise<SendLedger> {
    const ledger = open();
    await ledger.plan(edition, ids, at);
    return ledger;
  }
  const stateOf = async (ledger: SendLedger, subscriber: string) =>
    (await ledger.list({ edition, limit: 100 })).find((send) => send.subscriber === subscriber);

  it('plans a row per edition and subscriber once', async () => {
    const ledger = open();
    expect(await ledger.plan(edition, ids.slice(0, 2), at)).toBe(2);
    expect(await ledger.plan(edition, ids, at)).toBe(2);
    expect(await ledger.plan(other, ids, at)).toBe(4);
    expect(await ledger.counts(edition)).toEqual({ ...none, planned: 4 });
    expect(await ledger.due(edition, at, 3)).toEqual(ids.slice(0, 3));
  });

  it('knows nothing of an edition that was never planned', async () => {
    const ledger = await planned();
    const unplanned = EditionId.parse('nothing');
    expect(await ledger.counts(unplanned)).toEqual(none);
    expect(await ledger.due(unplanned, at, 9)).toEqual([]);
    expect(await ledger.list({ edition: unplanned, limit: 9 })).toEqual([]);
  });

  it('lets one owner win a row', async () => {
    const ledger = await planned();
    expect((await ledger.claim(edition, [one, two], 'a', at)).sort()).toEqual([one, two]);
    expect(await ledger.claim(edition, [one, two, three], 'b', at)).toEqual([three]);
    expect(await ledger.counts(edition)).toEqual({ ...none, planned: 1, intent: 3 });
    expect(await ledger.due(edition, at, 9)).toEqual([four]);
  });

  it('settles each outcome and keeps what the server said', async () => {
    const ledger = await planned();
    await ledger.claim(edition, ids, 'a', at);
    const moved = await ledger.settle(
      edition,
      [
        { subscriber: one, state: 'sent', reply: '250 ok' },
        { subscriber: two, state: 'refused', reply: '550 no', permanent: true },
        { subscriber: three, state: 'unknown', reply: 'connection lost' },
        { subscriber: four, state: 'planned', reply: '451 later', retryAt: after(60) },
      ],
      'a',
      after(1),
    );
    expect(moved).toBe(4);
    expect(await stateOf(ledger, one)).toMatchObject({ state: 'sent', reply: '250 ok', attempts: 1 });
    expect(await stateOf(ledger, two)).toMatchObject({ state: 'refused', permanent: true });
    expect(await stateOf(ledger, four)).toMatchObject({ state: 'planned', retryAt: after(60).toISOString() });
    expect(await ledger.due(edition, after(59), 9)).toEqual([]);
    expect(await ledger.due(edition, after(60), 9)).toEqual([four]);
    expect((await ledger.list({ edition, state: 'refused', limit: 9 })).map((send) => send.subscriber)).toEqual([two]);
    expect(await ledger.counts(edition)).toEqual({ ...none, planned: 1, sent: 1, refused: 1, unknown: 1 });
  });

  it('leaves rows alone that the owner did not claim, and ended ones', async () => {
    const ledger = await planned();
    await ledger.claim(edition, [one], 'a', at);
    const sent = (subscriber: typeof one) => ({ subscriber, state: 'sent', reply: 'ok' }) as const;
    expect(await ledger.settle(edition, [sent(one), sent(two)], 'b', at)).toBe(0);
    expect(await ledger.settle(edition, [sent(one)], 'a', at)).toBe(1);
    expect(await ledger.settle(edition, [{ ...sent(one), state: 'canceled' }], 'a', at)).toBe(0);
    const again = { subscriber: one, state: 'planned', reply: '', retryAt: at } as const;
    expect(await ledger.settle(edition, [again], 'a', at)).toBe(0);
    expect(await ledger.counts(edition)).toEqual({ ...none, planned: 3, sent: 1 });
  });

  it('ends planned rows without a try as suppressed or canceled', async () => {
    const ledger = await planned();
    const outcomes = [
      { subscriber: one, state: 'suppressed', reply: 'refused before' },
      { subscriber: two, state: 'canceled', reply: 'unsubscribed' },
    ] as const;
    expect(await ledger.settle(edition, outcomes, 'a', at)).toBe(2);
    expect(await ledger.counts(edition)).toEqual({ ...none, planned: 2, suppressed: 1, canceled: 1 });
  });

  it('declares the rows of a dead owner unknown, once, and those of a living one never', async () => {
    const ledger = await planned();
    await ledger.keepAlive(['dead'], at, after(15));
    await ledger.claim(edition, [one], 'dead', at);
    await ledger.keepAlive(['alive'], at, after(15));
    await ledger.claim(edition, [two], 'alive', at);
    expect(await ledger.keepAlive(['alive'], after(14), after(29))).toEqual([]);
    expect(await ledger.keepAlive(['alive'], after(16), after(31))).toEqual([edition]);
    expect(await ledger.keepAlive(['alive'], after(17), after(32))).toEqual([]);
    expect(await ledger.counts(edition)).toEqual({ ...none, planned: 2, intent: 1, unknown: 1 });
    expect(await ledger.due(edition, after(99), 9)).toEqual([three, four]);
  });

  it('takes no owner for dead that it renews, however late', async () => {
    const ledger = await planned();
    await ledger.keepAlive(['first'], at, after(15));
    await ledger.claim(edition, [one], 'first', at);
    expect(await ledger.keepAlive(['second', 'first'], after(99), after(114))).toEqual([]);
    expect(await ledger.keepAlive(['other'], after(113), after(128))).toEqual([]);
    expect(await ledger.counts(edition)).toEqual({ ...none, planned: 3, intent: 1 });
  });

  it('believes the outcome of a sender that was thought dead', async () => {
    const ledger = await planned();
    await ledger.keepAlive(['slow'], at, after(15));
    await ledger.claim(edition, [one], 'slow', at);
    await ledger.keepAlive(['other'], after(16), after(30));
    expect(await ledger.settle(edition, [{ subscriber: one, state: 'sent', reply: 'ok' }], 'slow', after(17))).toBe(1);
    expect((await stateOf(ledger, one))?.state).toBe('sent');
  });

  it('leaves unknown only by a recorded decision, which a late outcome cannot undo', async () => {
    const ledger = await planned();
    await ledger.claim(edition, [one, two], 'a', at);
    const unknown = [one, two].map((subscriber) => ({ subscriber, state: 'unknown', reply: 'lost' }) as const);
    await ledger.settle(edition, unknown, 'a', at);
    expect(await ledger.claim(edition, [one, two], 'b', at)).toEqual([]);
    expect(await ledger.resolve(edition, one, { as: 'resend', by: 'admin', at: after(5) })).toBe(true);
    expect(await ledger.resolve(edition, one, { as: 'resend', by: 'admin', at: after(5) })).toBe(false);
    expect(await ledger.resolve(edition, two, { as: 'sent', by: 'admin', at: after(5) })).toBe(true);
    const late = [{ subscriber: one, state: 'sent', reply: 'late' } as const];
    expect(await ledger.settle(edition, late, 'a', after(6))).toBe(0);
    const decision = { as: 'resend', by: 'admin', at: after(5).toISOString() };
    expect(await stateOf(ledger, one)).toMatchObject({ state: 'planned', decision });
    expect(await ledger.claim(edition, [one], 'b', after(7))).toEqual([one]);
    expect(await stateOf(ledger, two)).toMatchObject({ state: 'sent', decision: { as: 'sent' } });
    expect(await ledger.resolve(edition, four, { as: 'sent', by: 'admin', at })).toBe(false);
  });

  it('cancels what is planned, part by part', async () => {
    const ledger = await planned();
    await ledger.claim(edition, [one], 'a', at);
    expect(await ledger.cancel(edition, 'edition canceled', at, 2)).toBe(2);
    expect(await ledger.cancel(edition, 'edition canceled', at, 2)).toBe(1);
    expect(await ledger.cancel(edition, 'edition canceled', at, 2)).toBe(0);
    expect(await ledger.counts(edition)).toEqual({ ...none, intent: 1, canceled: 3 });
  });

  it('plans missed sends again, but not refused addresses', async () => {
    const ledger = await planned();
    await ledger.claim(edition, [one, two], 'a', at);
    await ledger.settle(
      edition,
      [
        { subscriber: one, state: 'refused', reply: '554 too large', permanent: false },
        { subscriber: two, state: 'refused', reply: '550 no such user', permanent: true },
      ],
      'a',
      at,
    );
    expect(await ledger.resendMissed(edition, { by: 'admin', at: after(5) })).toBe(1);
    expect(await stateOf(ledger, one)).toMatchObject({ state: 'planned', decision: { as: 'resend', by: 'admin' } });
    expect(await ledger.counts(edition)).toEqual({ ...none, planned: 3, refused: 1 });
  });

  it('lists page after page', async () => {
    const ledger = await planned();
    const first = await ledger.list({ edition, limit: 3 });
    const rest = await ledger.list({ edition, limit: 3, after: first[2]!.subscriber });
    expect([...first, ...rest].map((send) => send.subscriber)).toEqual(ids);
    expect((await ledger.list({ edition, state: 'planned', limit: 1, after: one })).length).toBe(1);
  });
}
