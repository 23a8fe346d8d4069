import { ArticleId } from '#contracts/ids.js';
import { alignedBytes } from '#ports/packed-profile.js';
import {
  PostingStore,
  type ArticleProfile,
  type CandidateSearch,
  type ProfileCursor,
  type ProfileToPut,
} from '#ports/posting-store.port.js';
import type { Model } from 'mongoose';
import { readBytes } from './bytes.js';
import { CandidateLookup } from './candidate-lookup.js';
import { IS_PUBLIC, profileOf, putting, removing, type ProfileDocument } from './profile-document.js';
import { ProfileWriter } from './profile-writer.js';

const PROFILE = { version: 1, publishedAt: 1, expiresAt: 1, language: 1, card: 1, numbers: 1 } as const;

/**
 * PostingStore in MongoDB: one document per article, with its keys in an index. However many profiles are put cost one query
 * and one command. Looking for candidates costs a command for every twelve keys, one more for each key that is so frequent that
 * it had no room in that answer, and one to see whether anything was published later.
 */
export class MongoPostingStore extends PostingStore {
  private readonly writer: ProfileWriter;
  private readonly lookup: CandidateLookup;

  constructor(private readonly documents: Model<ProfileDocument>) {
    super();
    this.writer = new ProfileWriter(documents);
    this.lookup = new CandidateLookup(documents);
  }

  async put(profiles: readonly ProfileToPut[]): Promise<ArticleId[]> {
    return this.writer.apply(
      profiles.map((put) => ({
        ...{ id: put.profile.id, version: put.profile.version },
        ...{ update: putting(put), isPublic: true },
      })),
    );
  }

  async remove(articles: ReadonlyArray<{ id: ArticleId; version: number }>): Promise<ArticleId[]> {
    return this.writer.apply(
      articles.map(({ id, version }) => ({ id, version, update: removing(version), isPublic: false })),
    );
  }

  async profiles(ids: readonly ArticleId[]): Promise<ArticleProfile[]> {
    if (ids.length === 0) return [];
    const found = await this.documents
      .find({ _id: { $in: [...ids] }, ...IS_PUBLIC })
      .select(PROFILE)
      .batchSize(ids.length)
      .lean<ProfileDocument[]>();
    return profilesOf(found);
  }

  async shingles(ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, Int32Array>> {
    if (ids.length === 0) return new Map();
    const found = await this.documents
      .find({ _id: { $in: [...ids] }, ...IS_PUBLIC })
      .select({ shingles: 1 })
      .lean<ProfileDocument[]>();
    return new Map(
      found.flatMap(({ _id, shingles }) =>
        shingles === undefined ? [] : [[ArticleId.parse(_id), new Int32Array(alignedBytes(readBytes(shingles)))]],
      ),
    );
  }

  async candidates(search: CandidateSearch): Promise<ArticleId[]> {
    return this.lookup.find(search);
  }

  async newest(limit: number, after?: ProfileCursor): Promise<ArticleProfile[]> {
    const { publishedAt, id } = after ?? {};
    const rest =
      publishedAt === undefined || id === undefined
        ? IS_PUBLIC
        : {
            publishedAt: { $lte: publishedAt },
            $or: [{ publishedAt: { $lt: publishedAt } }, { publishedAt, _id: { $gt: id } }],
          };
    const found = await this.documents
      .find(rest)
      .select(PROFILE)
      .sort({ publishedAt: -1, _id: 1 })
      .limit(limit)
      .lean<ProfileDocument[]>();
    return profilesOf(found);
  }

  async count(): Promise<number> {
    return this.documents.countDocuments(IS_PUBLIC);
  }

  /** One command; done halfway and done again it comes to the same. */
  async setCopies(id: ArticleId, copies: readonly ArticleId[]): Promise<void> {
    await this.documents.bulkWrite([
      { updateMany: { filter: { copies: id, _id: { $nin: [...copies] } }, update: { $pull: { copies: id } } } },
      { updateMany: { filter: { _id: { $in: [...copies] } }, update: { $addToSet: { copies: id } } } },
      {
        updateOne: {
          filter: { _id: id },
          update: copies.length === 0 ? { $unset: { copies: '' } } : { $set: { copies: [...copies] } },
        },
      },
    ]);
  }
}

function profilesOf(documents: readonly ProfileDocument[]): ArticleProfile[] {
  return documents.flatMap((document) => profileOf(document) ?? []);
}
