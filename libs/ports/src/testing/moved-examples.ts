import { EditionId, NewsletterId, SourceId } from '#contracts/ids.js';
import type { MovedKind, MovedRows } from '../moving/moved-rows.js';
import { aHead, aPublicForm, aVersion } from './article-write-builder.js';
import {
  aNewsletter,
  anArticleToCollect,
  anEdition,
  articleId,
  aSubscriber,
  subscriberId,
} from './newsletter-builders.js';

type Examples = { readonly [Kind in MovedKind]: (words: string) => readonly [MovedRows[Kind], ...MovedRows[Kind][]] };

const at = '2026-11-02T07:30:00.000Z';
const newsletter = NewsletterId.parse('morning');

/** Rows of each kind about `words`: one as it may be first, then what may follow under the same key, with every field. */
export const MOVED_EXAMPLES: Examples = {
  sources: (words) => {
    const source = { id: SourceId.parse(words), name: words, format: 'native', createdAt: at, secrets: [] } as const;
    const secrets = [{ id: '1', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', createdAt: at }];
    return [source, { ...source, language: 'de', rateLimit: 60, secrets }];
  },
  articles: (words) => {
    const head = aHead(words);
    const versions = [aVersion(words)];
    const later = { ...head, version: 2, revision: 5, publishedVersion: 2, state: 'published' } as const;
    const second = aVersion(words, { version: 2, traceparent: '00-a-b-01' });
    const order = { version: 7, modifiedAt: at };
    return [
      { head, versions, facts: [] },
      {
        head: { ...later, order },
        versions: [...versions, second],
        published: aPublicForm(words, 2),
        facts: [],
      },
      {
        head: { ...head, version: 3, revision: 8, state: 'scheduled', releaseAt: at, order },
        versions: [...versions, second, aVersion(words, { version: 3 })],
        facts: [],
      },
    ];
  },
  deliveries: (words) => {
    const delivery = {
      source: SourceId.parse('courier'),
      webhookId: words,
      bodyHash: 'b',
      status: 202,
      answer: '{}',
      at,
    };
    return [delivery, { ...delivery, status: 422 }];
  },
  receipts: (words) => {
    const entry = { articleId: articleId(words), version: 1, stage: 'indexed', at } as const;
    return [
      { ...entry, place: 'search', outcome: 'failed' },
      { ...entry, place: 'search', outcome: 'completed', detail: { 'a.b': 'x', count: 2, right: true } },
    ];
  },
  vocabulary: (words) => [
    { id: words, items: [] },
    { id: words, items: [{ root: words, synonyms: [`${words} or so`], language: 'de' }] },
  ],
  newsletters: (words) => {
    const id = NewsletterId.parse(words);
    return [aNewsletter({ id }), aNewsletter({ id, maxArticles: 3, query: { q: 'harbour' } })];
  },
  subscribers: (words) => {
    const subscriber = aSubscriber(words, { revision: 1 });
    return [
      { subscriber, slots: {} },
      { subscriber: { ...subscriber, hour: 9, paused: true, revision: 4 }, slots: { morning: '2026-11-02' } },
    ];
  },
  signups: (words) => {
    const asked = { wording: 'Yes', wordingVersion: '1', page: '/subscribe', at, ip: '192.0.2.1' };
    const signup = { id: words, email: `${words}@example.org`, newsletters: [newsletter], language: 'de', ...asked };
    const place = { timeZone: 'Europe/Berlin' };
    return [
      { ...signup, ...place },
      { ...signup, ...place, hour: 7, mail: { at, hash: 'c' } },
    ];
  },
  suppressions: (words) => {
    const suppression = { hash: words, reason: 'bounce', note: '550', at } as const;
    return [{ ...suppression, email: `${words}@example.org` }, suppression];
  },
  collected: (words) => {
    const { card, text } = anArticleToCollect(words);
    const position = [...words].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 0);
    const id = articleId(words);
    return [
      { id, version: 1, withdrawn: true },
      { id, version: 2, withdrawn: false, position, collectedAt: at, card: { ...card, translationGroup: 'g' }, text },
      { id, version: 2, withdrawn: false, position, collectedAt: at, card },
      { id, version: 3, withdrawn: true, position, collectedAt: at, card },
    ];
  },
  editions: (words) => {
    const cohort = { language: 'de', timeZone: 'Europe/Berlin', hour: 7, slotName: '2026-11-02' };
    const ended = {
      state: 'finished',
      audienceComplete: true,
      cursor: 'x',
      audience: 3,
      revision: 2,
      endedAt: at,
    } as const;
    return [anEdition(words), anEdition(words, { ...ended, to: { kind: 'cohorts', cohorts: [cohort] } })];
  },
  cohorts: (words) => {
    const mark = { newsletter, language: 'de', timeZone: `Europe/${words}`, slot: at, upTo: 4 };
    return [mark, { ...mark, slot: '2026-11-03T07:30:00.000Z', upTo: 9 }];
  },
  sends: (words) => {
    const edition = EditionId.parse('morning.de.2026-11-02');
    const send = { edition, subscriber: subscriberId(words), attempts: 0, permanent: false, updatedAt: at } as const;
    return [
      { ...send, state: 'planned' },
      { ...send, state: 'planned', attempts: 1, retryAt: '2026-11-02T07:45:00.000Z', reply: '451 later' },
      { ...send, state: 'refused', attempts: 2, reply: '550', permanent: true },
      { ...send, state: 'sent', attempts: 3, reply: 'seen', decision: { as: 'sent', by: 'token', at } },
    ];
  },
  audit: (words) => {
    const id = String([...words].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 0));
    const entry = {
      id,
      at: new Date(at),
      who: 'token',
      what: 'POST /v1/sources',
      target: words,
      outcome: 'done',
    } as const;
    return [entry, { ...entry, outcome: 'refused', detail: '422', traceparent: '00-a-b-01' }];
  },
};
