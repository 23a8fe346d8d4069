import type { ArticleId, NewsletterId } from '#contracts/ids.js';
import { EditionId } from '#contracts/ids.js';
import type { EditionRecord } from '#ports/edition-store.port.js';
import mongoose from 'mongoose';
import type { Shape } from '../mongo-connection.js';
import type { CohortFields } from './cohort-fields.js';

/** An edition as stored. */
export interface EditionDocument extends Omit<EditionRecord, 'id' | 'articleIds'> {
  readonly _id: string;
  readonly articleIds: readonly ArticleId[];
  /** Newsletter and number of its turn. Unique: of two editions that want the same turn one is kept. */
  readonly turn?: string;
  /** True until the marks of its cohorts are written; they follow from the edition. */
  readonly unmarked?: true;
}

/** What a cohort last had. */
export interface CohortDocument extends CohortFields {
  readonly _id: string;
  readonly newsletter: string;
  readonly slot: string;
  readonly upTo: number;
}

const { Mixed } = mongoose.Schema.Types;
const TURN_DIGITS = String(Number.MAX_SAFE_INTEGER).length;

export const EDITIONS: Shape<EditionDocument> = {
  collection: 'editions',
  fields: {
    _id: String,
    newsletter: String,
    language: String,
    slot: String,
    state: String,
    articleIds: { type: [String], default: undefined },
    since: Number,
    upTo: Number,
    to: Mixed,
    audience: Number,
    audienceComplete: Boolean,
    cursor: String,
    revision: Number,
    createdAt: String,
    endedAt: String,
    turn: String,
    unmarked: Boolean,
  },
  indexes: [
    [{ slot: -1, _id: -1 }, {}],
    [{ newsletter: 1, slot: -1, _id: -1 }, {}],
    [{ newsletter: 1, language: 1, upTo: -1 }, {}],
    [{ state: 1, slot: -1, _id: -1 }, {}],
    [{ articleIds: 1 }, {}],
    [{ turn: 1 }, { unique: true, sparse: true }],
    [{ unmarked: 1 }, { sparse: true }],
  ],
};

export const EDITION_COHORTS: Shape<CohortDocument> = {
  collection: 'edition_cohorts',
  fields: {
    _id: String,
    newsletter: String,
    language: String,
    timeZone: String,
    hour: Number,
    slot: String,
    upTo: Number,
  },
  indexes: [[{ newsletter: 1, language: 1, timeZone: 1, hour: 1 }, {}]],
};

export function editionOf({ _id, turn: _turn, unmarked: _unmarked, ...edition }: EditionDocument): EditionRecord {
  return { id: EditionId.parse(_id), ...edition };
}

/** Sorts by number within a newsletter. */
export function turnKeyOf(newsletter: NewsletterId, turn: number): string {
  return `${newsletter} ${String(turn).padStart(TURN_DIGITS, '0')}`;
}

export function turnOf(key: string): number {
  return Number(key.slice(-TURN_DIGITS));
}
