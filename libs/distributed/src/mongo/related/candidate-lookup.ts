import { ArticleId } from '#contracts/ids.js';
import type { CandidateSearch } from '#ports/posting-store.port.js';
import type { Model } from 'mongoose';
import { keyOf, type ProfileDocument } from './profile-document.js';

/** So many keys are asked for at once: the rarest alone seldom lead to enough articles. */
const KEYS_AT_ONCE = 12;

type Found = Pick<ProfileDocument, '_id'>;

/**
 * Looks articles up under keys: a command for each key, those of some keys at the same time, each answered from the index
 * alone. Commands for what was published later are sent only where anything was, which for news as it comes in is seldom.
 */
export class CandidateLookup {
  constructor(private readonly profiles: Model<ProfileDocument>) {}

  async find({ keys, around, perKey, enough, limit }: CandidateSearch): Promise<ArticleId[]> {
    const worths = new Map<string, number>();
    const anyLater = this.anyLater(around);
    for (let from = 0; from < keys.length && worths.size < enough; from += KEYS_AT_ONCE) {
      const some = keys.slice(from, from + KEYS_AT_ONCE);
      const earlier = some.map(({ mark }) => this.earlier(mark, around, perKey));
      const later = (await anyLater) ? some.map(({ mark }) => this.later(mark, around, perKey)) : [];
      const met = await Promise.all([...earlier, ...later]);
      met.forEach((found, index) => {
        const worth = some[index % some.length]?.worth ?? 0;
        for (const { _id } of found) worths.set(_id, (worths.get(_id) ?? 0) + worth);
      });
    }
    return [...worths]
      .sort(([one, worth], [other, otherWorth]) => otherWorth - worth || (one < other ? -1 : 1))
      .slice(0, limit)
      .map(([id]) => ArticleId.parse(id));
  }

  private async anyLater(around: number): Promise<boolean> {
    const found = await this.profiles
      .findOne({ publishedAt: { $gt: around } })
      .select({ _id: 1 })
      .lean<Found>();
    return found !== null;
  }

  private earlier(mark: number, around: number, limit: number): Promise<Found[]> {
    return this.profiles
      .find({ keys: keyOf(mark), publishedAt: { $lte: around } })
      .select({ _id: 1 })
      .sort({ publishedAt: -1 })
      .limit(limit)
      .lean<Found[]>();
  }

  private later(mark: number, around: number, limit: number): Promise<Found[]> {
    return this.profiles
      .find({ keys: keyOf(mark), publishedAt: { $gt: around } })
      .select({ _id: 1 })
      .sort({ publishedAt: 1 })
      .limit(limit)
      .lean<Found[]>();
  }
}
