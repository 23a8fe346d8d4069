import { NewsletterId } from '#contracts/ids.js';
import type { AudienceReader } from '../audience.port.js';
import type { SubscriberStore } from '../subscriber-store.port.js';
import { aSubscriber, aSubscription, subscriberId } from './newsletter-builders.js';

const morning = NewsletterId.parse('morning');
const berlin = { language: 'de', timeZone: 'Europe/Berlin' };
const slot = { at: '2026-11-02T06:00:00.000Z', name: '2026-11-02' };

/** What every AudienceReader does, over what the subscriber store of the same backend wrote. */
export function audienceReaderContract(open: () => { audience: AudienceReader; subscribers: SubscriberStore }): void {
  const everyone = { newsletter: morning, after: '', limit: 100 };

  it('counts neither paused nor ended nor other newsletters in', async () => {
    const { audience, subscribers } = open();
    await subscribers.save(aSubscriber(1), []);
    await subscribers.save(aSubscriber(2, { paused: true }), []);
    await subscribers.save(aSubscriber(3, { subscriptions: [aSubscription({ state: 'ended' })] }), []);
    await subscribers.save(
      aSubscriber(4, { subscriptions: [aSubscription({ newsletter: NewsletterId.parse('other') })] }),
      [],
    );
    expect(await audience.members(everyone)).toEqual([subscriberId(1)]);
    expect(await audience.recipients(morning, [1, 2, 3, 4, 5].map(subscriberId))).toEqual([
      { id: subscriberId(1), email: 'reader-1@example.org' },
    ]);
  });

  it('groups by language, time zone and hour', async () => {
    const { audience, subscribers } = open();
    await subscribers.save(aSubscriber(1), []);
    await subscribers.save(aSubscriber(2), []);
    await subscribers.save(aSubscriber(3, { hour: 0 }), []);
    await subscribers.save(aSubscriber(4, { language: 'en', timeZone: 'Asia/Tokyo' }), []);
    const cohorts = await audience.cohorts(morning);
    expect(cohorts).toHaveLength(3);
    expect(cohorts).toEqual(
      expect.arrayContaining([berlin, { ...berlin, hour: 0 }, { language: 'en', timeZone: 'Asia/Tokyo' }]),
    );
    const members = async (cohort: (typeof cohorts)[number]) => audience.members({ ...everyone, cohort });
    expect(await members(berlin)).toEqual([subscriberId(1), subscriberId(2)].sort());
    expect(await members({ ...berlin, hour: 0 })).toEqual([subscriberId(3)]);
  });

  it('pages in ascending order', async () => {
    const { audience, subscribers } = open();
    for (const n of [1, 2, 3, 4, 5]) await subscribers.save(aSubscriber(n), []);
    const first = await audience.members({ ...everyone, limit: 3 });
    const rest = await audience.members({ ...everyone, limit: 3, after: first[2] ?? '' });
    expect([...first, ...rest]).toEqual([1, 2, 3, 4, 5].map(subscriberId).sort());
  });

  it('leaves out those who were not active before the slot or had it', async () => {
    const { audience, subscribers } = open();
    await subscribers.save(aSubscriber(1), []);
    await subscribers.save(aSubscriber(2, { subscriptions: [aSubscription({ activeFrom: slot.at })] }), []);
    await subscribers.save(aSubscriber(3), []);
    await audience.markSlot(morning, [subscriberId(3)], slot.name);
    const due = async (name: string) => audience.members({ ...everyone, cohort: berlin, slot: { ...slot, name } });
    expect(await due('2026-11-02')).toEqual([subscriberId(1)]);
    expect(await due('2026-11-03')).toEqual([subscriberId(1), subscriberId(3)].sort());
    await audience.markSlot(morning, [subscriberId(3)], '2026-11-01');
    expect(await due('2026-11-02')).toEqual([subscriberId(1)]);
  });

  it('remembers the slot through a change of preferences', async () => {
    const { audience, subscribers } = open();
    await subscribers.save(aSubscriber(1), []);
    await audience.markSlot(morning, [subscriberId(1)], slot.name);
    await subscribers.save(aSubscriber(1, { hour: 9, revision: 1 }), []);
    expect(await audience.members({ ...everyone, cohort: { ...berlin, hour: 9 }, slot })).toEqual([]);
  });
}
