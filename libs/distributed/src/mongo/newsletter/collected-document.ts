import type { ArticleToCollect, CollectedArticle } from '#ports/collected-article-store.port.js';
import mongoose from 'mongoose';
import type { Shape } from '../mongo-connection.js';

/** A collected article; one that was withdrawn keeps its version, so that a late older version does not come back. */
export interface CollectedDocument {
  readonly _id: string;
  readonly version: number;
  readonly withdrawn: boolean;
  /** Unique; below zero while the article was withdrawn before it was ever collected. */
  readonly position: number;
  readonly collectedAt?: Date;
  readonly language?: string;
  readonly group?: string;
  readonly card?: ArticleToCollect['card'];
  readonly text?: string;
  /** Only while there is a text. */
  readonly textFrom?: Date;
}

export const COLLECTED_ARTICLES: Shape<CollectedDocument> = {
  collection: 'collected_articles',
  fields: {
    _id: String,
    version: Number,
    withdrawn: Boolean,
    position: Number,
    collectedAt: Date,
    language: String,
    group: String,
    card: mongoose.Schema.Types.Mixed,
    text: String,
    textFrom: Date,
  },
  indexes: [
    [{ position: 1 }, { unique: true }],
    [{ language: 1, position: 1 }, {}],
    [{ group: 1 }, { sparse: true }],
    [{ textFrom: 1 }, { sparse: true }],
  ],
};

/** The card as it may be shown; undefined when there is none. */
export function collectedOf({ card, position, collectedAt }: CollectedDocument): CollectedArticle | undefined {
  if (card === undefined || collectedAt === undefined) return undefined;
  return { ...card, position, collectedAt: collectedAt.toISOString() };
}
