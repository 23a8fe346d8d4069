import { NewsletterId } from '#contracts/ids.js';
import { Newsletter } from '#contracts/newsletter.js';
import type { NewsletterStore } from '../newsletter-store.port.js';
import { aNewsletter } from './newsletter-builders.js';

/** What every NewsletterStore does. */
export function newsletterStoreContract(open: () => NewsletterStore): void {
  const morning = aNewsletter({ query: { q: 'hafen', lang: 'de', type: 'news', limit: '5', explain: '1' } });

  it('gives a newsletter back as it was stored, and as its schema reads it', async () => {
    const store = open();
    expect(await store.create(morning)).toBe(true);
    const found = await store.find(morning.id);
    expect(found).toEqual(morning);
    expect(Newsletter.parse(found)).toEqual(morning);
  });

  it('gives an id once', async () => {
    const store = open();
    await store.create(morning);
    expect(await store.create({ ...morning, maxArticles: 1 })).toBe(false);
    expect((await store.find(morning.id))?.maxArticles).toBe(10);
  });

  it('replaces and removes only what exists', async () => {
    const store = open();
    expect(await store.replace(morning)).toBe(false);
    await store.create(morning);
    expect(await store.replace({ ...morning, maxArticles: 3 })).toBe(true);
    expect((await store.find(morning.id))?.maxArticles).toBe(3);
    expect(await store.remove(morning.id)).toBe(true);
    expect(await store.remove(morning.id)).toBe(false);
    expect(await store.find(morning.id)).toBeUndefined();
  });

  it('lists by id, page after page', async () => {
    const store = open();
    for (const id of ['c', 'a', 'b']) await store.create(aNewsletter({ id }));
    expect((await store.list({ limit: 2 })).map(({ id }) => id)).toEqual(['a', 'b']);
    expect((await store.list({ limit: 2, after: NewsletterId.parse('b') })).map(({ id }) => id)).toEqual(['c']);
  });
}
