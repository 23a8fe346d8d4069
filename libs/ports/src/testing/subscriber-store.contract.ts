import { createEvent } from '#contracts/cloud-event.js';
import { SubscriptionConfirmed } from '#contracts/events/subscription-confirmed.event.js';
import type { SubscriberStore } from '../subscriber-store.port.js';
import { aSubscriber, aSubscription, subscriberId } from './newsletter-builders.js';

const fact = createEvent(SubscriptionConfirmed, SubscriptionConfirmed.example, {
  service: 'newsletter',
  time: new Date('2026-11-02T06:00:00Z'),
});

/** What every SubscriberStore does. */
export function subscriberStoreContract(open: () => SubscriberStore): void {
  it('gives a subscriber back by id and address', async () => {
    const store = open();
    const ended = aSubscription({ state: 'ended', endedAt: '2026-11-02T06:00:00.000Z', endReason: 'unsubscribed' });
    const reader = aSubscriber(1, { hour: 6, paused: true, subscriptions: [ended] });
    expect(await store.save(reader, [])).toBe(true);
    expect(await store.find(reader.id)).toEqual({ ...reader, revision: 1 });
    expect(await store.findByEmail(reader.email)).toEqual({ ...reader, revision: 1 });
    expect(await store.findByEmail('nobody@example.org')).toBeUndefined();
  });

  it('refuses a write that read an older state, and writes nothing of it', async () => {
    const store = open();
    await store.save(aSubscriber(1), []);
    expect(await store.save(aSubscriber(1, { language: 'en' }), [fact])).toBe(false);
    expect(await store.save(aSubscriber(1, { language: 'en', revision: 1 }), [])).toBe(true);
    expect(await store.save(aSubscriber(1, { language: 'fr', revision: 1 }), [fact])).toBe(false);
    expect((await store.find(subscriberId(1)))?.language).toBe('en');
    expect(await store.outbox(10)).toEqual([]);
  });

  it('gives an address to one subscriber', async () => {
    const store = open();
    await store.save(aSubscriber(1), []);
    expect(await store.save(aSubscriber(2, { email: aSubscriber(1).email }), [fact])).toBe(false);
    expect(await store.find(subscriberId(2))).toBeUndefined();
    await store.save(aSubscriber(3), []);
    expect(await store.save(aSubscriber(3, { email: aSubscriber(1).email, revision: 1 }), [])).toBe(false);
  });

  it('erases the person and keeps the facts', async () => {
    const store = open();
    await store.save(aSubscriber(1), []);
    expect(await store.erase(subscriberId(1), [fact])).toBe(true);
    expect(await store.erase(subscriberId(1), [fact])).toBe(false);
    expect(await store.find(subscriberId(1))).toBeUndefined();
    expect(await store.findByEmail(aSubscriber(1).email)).toBeUndefined();
    expect(await store.outbox(10)).toHaveLength(1);
    expect(await store.save(aSubscriber(2, { email: aSubscriber(1).email }), [])).toBe(true);
  });

  it('keeps facts in order until they are settled', async () => {
    const store = open();
    await store.save(aSubscriber(1), [fact, { ...fact, id: 'second' }]);
    await store.save(aSubscriber(2), [{ ...fact, id: 'third' }]);
    const waiting = await store.outbox(2);
    expect(waiting.map(({ event }) => event.id)).toEqual([fact.id, 'second']);
    expect(waiting[0]?.event).toEqual(fact);
    await store.settle(waiting.map(({ position }) => position));
    expect((await store.outbox(10)).map(({ event }) => event.id)).toEqual(['third']);
  });

  it('lists by id, page after page', async () => {
    const store = open();
    for (const n of [1, 2, 3]) await store.save(aSubscriber(n), []);
    const first = await store.list({ limit: 2 });
    const rest = await store.list({ limit: 2, after: first[1]?.id ?? '' });
    expect([...first, ...rest].map(({ id }) => id)).toEqual([1, 2, 3].map(subscriberId).sort());
  });
}
