import { bytesOf, packed, unpacked, type ProfileCard } from '#ports/packed-profile.js';
import type { ArticleProfile, ProfileToPut } from '#ports/posting-store.port.js';
import mongoose from 'mongoose';
import type { Shape } from '../mongo-connection.js';
import { readBytes, type Bytes } from './bytes.js';

/** A profile; one whose article was removed keeps its version alone, so that a late older version does not come back. */
export interface ProfileDocument {
  readonly _id: string;
  readonly version: number;
  /** Only while the article is public, like all that follows. */
  readonly publishedAt?: number;
  readonly expiresAt?: number;
  readonly language?: string;
  readonly card?: ProfileCard;
  readonly numbers?: Bytes;
  readonly shingles?: Bytes;
  /** Marks under which the article is found, as signed 32-bit numbers: half the size that larger ones have. */
  readonly keys?: readonly number[];
  /** Both ways. */
  readonly copies?: readonly string[];
}

/** A search by key reads its index alone: newest first or last, and the ids are in it. */
export const PROFILES: Shape<ProfileDocument> = {
  collection: 'related_profiles',
  fields: {
    _id: String,
    version: Number,
    publishedAt: Number,
    expiresAt: Number,
    language: String,
    card: mongoose.Schema.Types.Mixed,
    numbers: mongoose.Schema.Types.Mixed,
    shingles: mongoose.Schema.Types.Mixed,
    keys: mongoose.Schema.Types.Mixed,
    copies: { type: [String], default: undefined },
  },
  indexes: [
    [{ keys: 1, publishedAt: -1, _id: 1 }, { sparse: true }],
    [{ publishedAt: -1, _id: 1 }, { sparse: true }],
    [{ copies: 1 }, { sparse: true }],
  ],
};

/** Condition that a profile is of a public article. */
export const IS_PUBLIC = { publishedAt: { $lte: Number.MAX_SAFE_INTEGER } } as const;

const GONE_WITH_THE_ARTICLE = {
  ...{ publishedAt: '', expiresAt: '', language: '', card: '', numbers: '', shingles: '', keys: '' },
} as const;

/** The mark as it stands in `keys`. */
export function keyOf(mark: number): number {
  return mark | 0;
}

/** The update by which a version comes into its document. */
export function putting({ profile, keys, shingles }: ProfileToPut) {
  const { id: _id, ...fields } = packed(profile);
  return {
    $set: { ...fields, keys: [...new Set(keys)].map(keyOf), shingles: bytesOf(shingles) },
    ...(fields.expiresAt === undefined ? { $unset: { expiresAt: '' } } : {}),
  };
}

/** The update by which an article is removed. */
export function removing(version: number) {
  return { $set: { version }, $unset: GONE_WITH_THE_ARTICLE };
}

/** The profile of a document; undefined when its article was removed. */
export function profileOf(document: ProfileDocument): ArticleProfile | undefined {
  const { _id: id, version, publishedAt, expiresAt, language, card, numbers } = document;
  if (publishedAt === undefined || language === undefined || card === undefined || numbers === undefined) {
    return undefined;
  }
  return unpacked({
    ...{ id, version, language, publishedAt, card, numbers: readBytes(numbers) },
    ...(expiresAt === undefined ? {} : { expiresAt }),
  });
}
