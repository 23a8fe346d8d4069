import { TransientError } from '#contracts/errors.js';
import type { ArticleId } from '#contracts/ids.js';
import type { Model } from 'mongoose';
import { isDuplicate } from '../duplicate-key.js';
import { putting, removing, type ProfileDocument } from './profile-document.js';

const MOST_ROUNDS = 100;

/** A version to stand, or a removal. */
export interface ProfileChange {
  readonly id: ArticleId;
  readonly version: number;
  readonly update: ReturnType<typeof putting> | ReturnType<typeof removing>;
  readonly isPublic: boolean;
}

type Known = Pick<ProfileDocument, '_id' | 'version' | 'publishedAt'>;

/** Writes versions of profiles, from several processes at once: one query and one command for all that are given. */
export class ProfileWriter {
  constructor(private readonly profiles: Model<ProfileDocument>) {}

  /** Answers the ids whose stored state is the given one; of several versions of an article, the last is. */
  async apply(changes: readonly ProfileChange[]): Promise<ArticleId[]> {
    const wanted = lastOfEach(changes);
    const standing = new Set<ArticleId>();
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const known = await this.known(wanted);
      const open = wanted.filter(({ id, version }) => version > (known.get(id)?.version ?? 0));
      for (const change of wanted) if (stands(change, known.get(change.id))) standing.add(change.id);
      if (open.length === 0 || (await this.write(open))) {
        for (const { id } of open) standing.add(id);
        return wanted.map(({ id }) => id).filter((id) => standing.has(id));
      }
      standing.clear();
    }
    throw new TransientError('profiles were changed by others all the time');
  }

  private async known(changes: readonly ProfileChange[]): Promise<ReadonlyMap<string, Known>> {
    const found = await this.profiles
      .find({ _id: { $in: changes.map(({ id }) => id) } })
      .select({ version: 1, publishedAt: 1 })
      .lean<Known[]>();
    return new Map(found.map((document) => [document._id, document]));
  }

  /** False when another process was quicker with one of them; the others are written or not. */
  private async write(changes: readonly ProfileChange[]): Promise<boolean> {
    const operations = changes.map(({ id, version, update }) => ({
      updateOne: { filter: { _id: id, version: { $lt: version } }, update, upsert: true },
    }));
    try {
      await this.profiles.bulkWrite(operations, { ordered: false });
      return true;
    } catch (error) {
      // An upsert that meets a later version would be a second document of the article.
      if (isDuplicate(error, '_id')) return false;
      throw error;
    }
  }
}

function lastOfEach(changes: readonly ProfileChange[]): ProfileChange[] {
  const last = new Map<ArticleId, ProfileChange>();
  for (const change of changes) {
    if (change.version > (last.get(change.id)?.version ?? 0)) last.set(change.id, change);
  }
  return [...last.values()];
}

function stands({ version, isPublic }: ProfileChange, known: Known | undefined): boolean {
  return known?.version === version && isPublic === (known.publishedAt !== undefined);
}
