import type { MovedKind, MovedRows } from '#ports/moving/moved-rows.js';
import { arrivingArticle } from './arriving-article.js';

/** What a move has to know of one kind of rows. */
export interface KindRules<Row> {
  /** Name for people. */
  readonly name: string;
  /** Rows of it are deleted in the life of an installation: what is missing may have been. */
  readonly deletable: boolean;
  /** Of rows about people: since when there is one. */
  since?(row: Row): string;
  /** Rows of it never change: another under the same key is of another history, and is not overwritten. */
  readonly final?: true;
  /** What is kept went on since the other was copied. */
  isNewer(kept: Row, other: Row): boolean;
  /** The row as it stands in the other installation, where nothing of the jobs and senders of this one is. */
  arriving(row: Row): Row;
  /** What is compared: all but what waits to be done. */
  compared?(row: Row): unknown;
}

const LOST = 'the sender ended before the answer came';

const never = (): boolean => false;
const asItIs = <Row>(row: Row): Row => row;

/** Editions go from planned over being sent to an end. */
const STEPS = { planned: 0, sending: 1, paused: 1, finished: 2, canceled: 2 } as const;

function editionStanding({ state, revision, audience }: MovedRows['editions']): number[] {
  return [STEPS[state], revision, audience];
}

function isAfter(one: readonly number[], other: readonly number[]): boolean {
  const index = one.findIndex((value, place) => value !== other[place]);
  return index !== -1 && (one[index] ?? 0) > (other[index] ?? 0);
}

/** In the order in which they are moved: what refers to others comes after them. */
export const KIND_RULES: { readonly [Kind in MovedKind]: KindRules<MovedRows[Kind]> } = {
  sources: { name: 'sources', deletable: true, isNewer: never, arriving: asItIs },
  articles: {
    name: 'articles',
    deletable: false,
    isNewer: ({ head }, other) => head.revision > other.head.revision,
    arriving: arrivingArticle,
    compared: ({ facts: _facts, ...article }) => article,
  },
  deliveries: { name: 'webhook answers', deletable: true, isNewer: never, arriving: asItIs },
  receipts: {
    name: 'receipt entries',
    deletable: false,
    isNewer: ({ outcome }, other) => outcome === 'completed' && other.outcome === 'failed',
    arriving: asItIs,
  },
  vocabulary: { name: 'synonyms and stop words', deletable: false, isNewer: never, arriving: asItIs },
  newsletters: { name: 'newsletters', deletable: true, isNewer: never, arriving: asItIs },
  subscribers: {
    name: 'subscribers, with consents',
    deletable: true,
    since: ({ subscriber }) => subscriber.createdAt,
    isNewer: ({ subscriber }, other) => subscriber.revision > other.subscriber.revision,
    arriving: asItIs,
  },
  signups: {
    name: 'sign-ups',
    deletable: true,
    since: ({ at }) => at,
    isNewer: ({ mail }, other) => mail !== undefined && other.mail === undefined,
    arriving: asItIs,
  },
  suppressions: {
    name: 'suppressions',
    deletable: true,
    since: ({ at }) => at,
    isNewer: ({ email }, other) => email === undefined && other.email !== undefined,
    arriving: asItIs,
  },
  collected: {
    name: 'articles for editions',
    deletable: false,
    isNewer: ({ version }, other) => version > other.version,
    arriving: asItIs,
  },
  editions: {
    name: 'editions',
    deletable: false,
    isNewer: (kept, other) => isAfter(editionStanding(kept), editionStanding(other)),
    arriving: (edition) => (edition.state === 'sending' ? { ...edition, state: 'paused' } : edition),
  },
  cohorts: { name: 'last slots', deletable: false, isNewer: ({ slot }, other) => slot > other.slot, arriving: asItIs },
  sends: {
    name: 'ledger rows',
    deletable: false,
    isNewer: ({ updatedAt }, other) => updatedAt > other.updatedAt,
    arriving: (send) => (send.state === 'intent' ? { ...send, state: 'unknown', reply: LOST } : send),
  },
  audit: { name: 'audit entries', deletable: false, final: true, isNewer: never, arriving: asItIs },
};
