import { ArticleId } from '#contracts/ids.js';
import type { CandidateSearch } from '#ports/posting-store.port.js';
import type { Model } from 'mongoose';
import { keyOf, type ProfileDocument } from './profile-document.js';

/** So many keys are asked for at once: the rarest alone seldom lead to enough articles. */
const KEYS_AT_ONCE = 12;
/** One answer for some keys holds at most so many times what one of them may have. */
const ANSWER_FACTOR = 4;

type Found = Pick<ProfileDocument, '_id' | 'keys'>;
type Keys = CandidateSearch['keys'];

/** Which side of the moment that is looked around, nearest to it first. */
type Side = 'earlier' | 'later';

/**
 * Looks articles up under keys: one command for some keys and each side of the moment that is looked around, and one for each
 * of those keys that had no room in the answer. Nothing is asked about what was published later where nothing was, as for news
 * that comes in.
 */
export class CandidateLookup {
  constructor(private readonly profiles: Model<ProfileDocument>) {}

  async find({ keys, around, perKey, enough, limit }: CandidateSearch): Promise<ArticleId[]> {
    const worths = new Map<string, number>();
    const sides: Side[] = keys.length > 0 && (await this.anyLater(around)) ? ['earlier', 'later'] : ['earlier'];
    for (let from = 0; from < keys.length && worths.size < enough; from += KEYS_AT_ONCE) {
      const some = keys.slice(from, from + KEYS_AT_ONCE);
      const met = await Promise.all(sides.map((side) => this.underKeys(some, around, perKey, side)));
      for (const { id, worth } of met.flat()) worths.set(id, (worths.get(id) ?? 0) + worth);
    }
    return [...worths]
      .sort(([one, worth], [other, otherWorth]) => otherWorth - worth || (one < other ? -1 : 1))
      .slice(0, limit)
      .map(([id]) => ArticleId.parse(id));
  }

  /** The nearest articles under each of the keys, as many as each may have. */
  private async underKeys(
    keys: Keys,
    around: number,
    perKey: number,
    side: Side,
  ): Promise<Array<{ id: string; worth: number }>> {
    const most = perKey * ANSWER_FACTOR;
    const marks = keys.map(({ mark }) => keyOf(mark));
    const found = await this.nearest({ $in: marks }, around, most, side).select({ _id: 1, keys: 1 });
    const held = found.map(({ _id, keys: own = [] }) => ({ id: _id, own: new Set(own) }));
    const met = await Promise.all(
      keys.map(async ({ mark, worth }) => {
        const ids = held.filter(({ own }) => own.has(keyOf(mark))).map(({ id }) => id);
        // An answer that is full ends before the articles of a key that has not got all it may have.
        const whole = found.length < most || ids.length >= perKey;
        const of = whole ? ids : await this.underKey(mark, around, perKey, side);
        return of.slice(0, perKey).map((id) => ({ id, worth }));
      }),
    );
    return met.flat();
  }

  private async underKey(mark: number, around: number, limit: number, side: Side): Promise<string[]> {
    const found = await this.nearest(keyOf(mark), around, limit, side).select({ _id: 1 });
    return found.map(({ _id }) => _id);
  }

  private nearest(keys: number | { $in: number[] }, around: number, limit: number, side: Side) {
    const [publishedAt, sort] =
      side === 'earlier'
        ? ([{ $lte: around }, { publishedAt: -1, _id: 1 }] as const)
        : ([{ $gt: around }, { publishedAt: 1, _id: -1 }] as const);
    return this.profiles.find({ keys, publishedAt }).sort(sort).limit(limit).batchSize(limit).lean<Found[]>();
  }

  private async anyLater(around: number): Promise<boolean> {
    const found = await this.profiles
      .findOne({ publishedAt: { $gt: around } })
      .select({ _id: 1 })
      .lean<Found>();
    return found !== null;
  }
}
