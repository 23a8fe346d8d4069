import { ArticleId, EditionId, NewsletterId, SourceId, SubscriberId } from '#contracts/ids.js';
import { Newsletter } from '#contracts/newsletter.js';
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { base32 } from '#contracts/base32.js';
import type { ArticleToCollect } from '../collected-article-store.port.js';
import type { EditionRecord, EditionStore } from '../edition-store.port.js';
import type { Consent, Subscriber, Subscription } from '../subscriber-store.port.js';

/** An id of 26 letters that is the same for the same words. */
function idOf(words: string): string {
  return base32(createHash('sha256').update(words).digest().subarray(0, 16));
}

export const articleId = (words: string | number): ArticleId => ArticleId.parse(idOf(`article ${words}`));
export const subscriberId = (words: string | number): SubscriberId => SubscriberId.parse(idOf(`subscriber ${words}`));

/** A daily newsletter in German and English that takes every article. */
export function aNewsletter(change: Partial<z.input<typeof Newsletter>> = {}): Newsletter {
  return Newsletter.parse({
    id: 'morning',
    name: { de: 'Der Morgen', en: 'The Morning' },
    languages: ['de', 'en'],
    schedule: { kind: 'daily', hour: 7 },
    ...change,
  });
}

/** A published German article called `words`. */
export function anArticleToCollect(
  words: string | number,
  change: Partial<ArticleToCollect['card']> & { text?: string } = {},
): ArticleToCollect {
  const { text, ...card } = change;
  const title = card.title ?? `Titel ${words}`;
  return {
    card: {
      id: articleId(words),
      version: 1,
      title,
      language: 'de',
      type: 'news',
      source: SourceId.parse('tageblatt'),
      sections: [],
      tags: [],
      authors: [],
      people: [],
      organisations: [],
      places: [],
      publishedAt: '2026-11-02T06:00:00.000Z',
      readingMinutes: 1,
      ...card,
    },
    text: text ?? `${title}\nText von ${words}.`,
  };
}

export function anEdition(id: string, change: Partial<EditionRecord> = {}): EditionRecord {
  return {
    id: EditionId.parse(id),
    newsletter: NewsletterId.parse('morning'),
    language: 'de',
    slot: '2026-11-02T06:00:00.000Z',
    state: 'planned',
    articleIds: [articleId(1), articleId(2)],
    since: 0,
    upTo: 2,
    to: { kind: 'everyone' },
    audience: 0,
    audienceComplete: false,
    cursor: '',
    revision: 0,
    createdAt: '2026-11-02T06:00:00.000Z',
    ...change,
  };
}

/** Creates an edition in the turn that its newsletter has now. */
export async function created(editions: EditionStore, edition: EditionRecord): Promise<boolean> {
  const { turn } = await editions.served(edition.newsletter);
  return editions.create(edition, turn);
}

export function aConsent(change: Partial<Consent> = {}): Consent {
  return {
    wording: 'Ich möchte den Newsletter.',
    wordingVersion: '1',
    page: '/subscribe',
    signup: { at: '2026-11-01T10:00:00.000Z', ip: '192.0.2.1' },
    mail: { at: '2026-11-01T10:00:01.000Z', hash: 'a'.repeat(64) },
    click: { at: '2026-11-01T10:05:00.000Z', ip: '192.0.2.1' },
    ...change,
  };
}

export function aSubscription(change: Partial<Subscription> = {}): Subscription {
  return {
    newsletter: NewsletterId.parse('morning'),
    state: 'confirmed',
    consent: aConsent(),
    activeFrom: '2026-11-01T10:05:00.000Z',
    ...change,
  };
}

/** A confirmed German subscriber in Berlin who takes the newsletter's own hour. */
export function aSubscriber(words: string | number, change: Partial<Subscriber> = {}): Subscriber {
  return {
    id: subscriberId(words),
    email: `reader-${words}@example.org`,
    language: 'de',
    timeZone: 'Europe/Berlin',
    paused: false,
    createdAt: '2026-11-01T10:05:00.000Z',
    subscriptions: [aSubscription()],
    revision: 0,
    ...change,
  };
}
