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

  it('saves several at once, and each holds or is refused by itself', async () => {
    const store = open();
    await store.save(aSubscriber(1), []);
    await store.save(aSubscriber(2), []);
    await store.save(aSubscriber(3), []);
    const held = await store.saveAll([
      { subscriber: aSubscriber(4), facts: [{ ...fact, id: 'of 4' }] },
      { subscriber: aSubscriber(1, { language: 'fr' }), facts: [{ ...fact, id: 'known already' }] },
      { subscriber: aSubscriber(2, { language: 'fr', revision: 1 }), facts: [{ ...fact, id: 'of 2' }] },
      { subscriber: aSubscriber(3, { language: 'fr', revision: 7 }), facts: [{ ...fact, id: 'read long ago' }] },
      { subscriber: aSubscriber(5, { email: aSubscriber(1).email }), facts: [{ ...fact, id: 'address taken' }] },
      { subscriber: aSubscriber(6), facts: [{ ...fact, id: 'of 6' }] },
    ]);
    expect(held).toEqual([true, false, true, false, false, true]);
    const found = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => store.find(subscriberId(n))));
    expect(found.map((one) => one?.language)).toEqual(['de', 'fr', 'de', 'de', undefined, 'de']);
    expect(found[3]).toEqual({ ...aSubscriber(4), revision: 1 });
    expect((await store.outbox(10)).map(({ event }) => event.id).sort()).toEqual(['of 2', 'of 4', 'of 6']);
  });

  it('gives an address that two want at once to one of them', async () => {
    const store = open();
    const email = 'both@example.org';
    const held = await store.saveAll([7, 8].map((n) => ({ subscriber: aSubscriber(n, { email }), facts: [] })));
    expect([...held].sort()).toEqual([false, true]);
    expect((await store.findByEmail(email))?.id).toBe(subscriberId(held[0] === true ? 7 : 8));
    expect(await store.saveAll([])).toEqual([]);
  });

  it('saves many at once with all they hold, and finds them by their addresses', async () => {
    const store = open();
    const people = Array.from({ length: 300 }, (_, n) => aSubscriber(n, { subscriptions: [aSubscription()] }));
    const held = await store.saveAll(people.map((subscriber) => ({ subscriber, facts: [] })));
    expect(held).toEqual(people.map(() => true));
    const asked = people.slice(10, 290);
    const found = await store.findByEmails([...asked.map(({ email }) => email), 'nobody@example.org']);
    const order = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1);
    expect(found.sort(order)).toEqual(asked.map((person) => ({ ...person, revision: 1 })).sort(order));
    expect(await store.findByEmails([])).toEqual([]);
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
