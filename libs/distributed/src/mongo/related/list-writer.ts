import { TransientError } from '#contracts/errors.js';
import { ArticleId } from '#contracts/ids.js';
import type { ListToPut, RelatedPlace } from '#ports/related-store.port.js';
import type { Model } from 'mongoose';
import { isDuplicate } from '../duplicate-key.js';
import { contentOf, placesOf, type ListDocument } from './list-document.js';

const MOST_ROUNDS = 100;

/** A list as it is to be after the revision that was read; 0 when there was none. */
type Written = Pick<ListToPut, 'articleId' | 'places' | 'revision'>;

/** Writes lists from several processes at once: each write names the revision that it follows. */
export class ListWriter {
  constructor(private readonly lists: Model<ListDocument>) {}

  /** Answers the ids of those that were written; the others have another revision now. */
  async put(lists: readonly Written[]): Promise<ArticleId[]> {
    if (lists.length === 0) return [];
    const operations = lists.map(({ articleId, places, revision }) => ({
      updateOne: {
        filter: { _id: articleId, revision },
        update: { $set: { ...contentOf(places), revision: revision + 1 } },
        upsert: revision === 0,
      },
    }));
    try {
      const { matchedCount, upsertedCount } = await this.lists.bulkWrite(operations, { ordered: false });
      if (matchedCount + upsertedCount === lists.length) return lists.map(({ articleId }) => articleId);
    } catch (error) {
      // A list that was not there and is now.
      if (!isDuplicate(error, '_id')) throw error;
    }
    return this.done(lists);
  }

  /** Changes the places of the lists of `find`; those that others changed meanwhile are read and changed again. */
  async change(
    find: Readonly<Record<string, unknown>>,
    changed: (id: string, places: readonly RelatedPlace[]) => readonly RelatedPlace[],
  ): Promise<void> {
    let open = find;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const found = await this.lists.find(open).lean<ListDocument[]>();
      const wanted = found.map((list) => ({
        ...{ articleId: ArticleId.parse(list._id), revision: list.revision },
        places: changed(list._id, placesOf(list)),
      }));
      const written = new Set(await this.put(wanted));
      const left = wanted.filter(({ articleId }) => !written.has(articleId));
      if (left.length === 0) return;
      open = { _id: { $in: left.map(({ articleId }) => articleId) } };
    }
    throw new TransientError('related lists were changed by others all the time');
  }

  /** What one process wrote under a revision, another does not write too. */
  private async done(lists: readonly Written[]): Promise<ArticleId[]> {
    const found = await this.lists
      .find({ _id: { $in: lists.map(({ articleId }) => articleId) } })
      .lean<ListDocument[]>();
    const now = new Map(found.map((list) => [list._id, list]));
    return lists
      .filter(({ articleId, places, revision }) => {
        const list = now.get(articleId);
        return list?.revision === revision + 1 && list.places === contentOf(places).places;
      })
      .map(({ articleId }) => articleId);
  }
}
