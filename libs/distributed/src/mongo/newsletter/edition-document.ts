import type { ArticleId } from '#contracts/ids.js';
import { EditionId } from '#contracts/ids.js';
import type { EditionRecord } from '#ports/edition-store.port.js';
import mongoose from 'mongoose';
import type { Shape } from '../mongo-connection.js';
import type { CohortFields } from './cohort-fields.js';

/** An edition as stored. */
export interface EditionDocument extends Omit<EditionRecord, 'id' | 'articleIds'> {
  readonly _id: string;
  readonly articleIds: readonly ArticleId[];
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
    unmarked: Boolean,
  },
  indexes: [
    [{ slot: -1, _id: -1 }, {}],
    [{ newsletter: 1, slot: -1, _id: -1 }, {}],
    [{ newsletter: 1, language: 1, upTo: -1 }, {}],
    [{ state: 1, slot: -1, _id: -1 }, {}],
    [{ articleIds: 1 }, {}],
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

export function editionOf({ _id, unmarked: _unmarked, ...edition }: EditionDocument): EditionRecord {
  return { id: EditionId.parse(_id), ...edition };
}
