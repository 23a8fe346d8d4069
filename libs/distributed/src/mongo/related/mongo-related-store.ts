import { ArticleId } from '#contracts/ids.js';
import type { Clock } from '#ports/clock.port.js';
import {
  RelatedStore,
  type ListStanding,
  type ListToPut,
  type RelatedList,
  type RelatedPlace,
} from '#ports/related-store.port.js';
import type { Model } from 'mongoose';
import type { ListDocument } from './list-document.js';
import { ListReader } from './list-reader.js';
import { ListWriter } from './list-writer.js';
import type { ProfileDocument } from './profile-document.js';

/**
 * RelatedStore in MongoDB: a document per list, shown with the profiles as they are. Lists are read with two queries, put with
 * two and a command, and added to with a query and a command, however many there are; again for those that two processes change
 * at once.
 */
export class MongoRelatedStore extends RelatedStore {
  private readonly reader: ListReader;
  private readonly writer: ListWriter;

  constructor(
    private readonly documents: Model<ListDocument>,
    private readonly profiles: Model<ProfileDocument>,
    clock: Clock,
  ) {
    super();
    this.reader = new ListReader(documents, profiles, clock);
    this.writer = new ListWriter(documents);
  }

  async list(articleId: string, language?: string): Promise<RelatedList | undefined> {
    const [list] = await this.reader.read([articleId], language);
    return list;
  }

  async lists(articleIds: readonly string[], language?: string): Promise<RelatedList[]> {
    return this.reader.read(articleIds, language);
  }

  async standings(articleIds: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, ListStanding>> {
    if (articleIds.length === 0) return new Map();
    const found = await this.documents
      .find({ _id: { $in: [...articleIds] } })
      .select({ revision: 1, floor: 1 })
      .lean<ListDocument[]>();
    return new Map(found.map(({ _id, revision, floor }) => [ArticleId.parse(_id), { revision, floor }]));
  }

  async put(lists: readonly ListToPut[]): Promise<ArticleId[]> {
    const ids = lists.map(({ articleId }) => articleId);
    const [standings, known] = await Promise.all([this.standings(ids), this.known(ids)]);
    return this.writer.put(
      lists.filter(
        ({ articleId, revision }) => known.has(articleId) && (standings.get(articleId)?.revision ?? 0) === revision,
      ),
    );
  }

  async add(places: ReadonlyArray<{ articleId: ArticleId; place: RelatedPlace }>): Promise<void> {
    if (places.length === 0) return;
    const owners = [...new Set(places.map(({ articleId }) => articleId))];
    await this.writer.change({ _id: { $in: owners } }, (id, before) => {
      const added = places.flatMap(({ articleId, place }) => (articleId === id ? [place] : []));
      return [...new Map([...before, ...added].map((place) => [place.id, place])).values()];
    });
  }

  async listsWith(ids: readonly ArticleId[]): Promise<ArticleId[]> {
    if (ids.length === 0) return [];
    const found = await this.documents
      .find({ members: { $in: [...ids] } })
      .select({ _id: 1 })
      .sort({ _id: 1 })
      .lean<ListDocument[]>();
    return found.map(({ _id }) => ArticleId.parse(_id));
  }

  async remove(articleIds: readonly ArticleId[]): Promise<void> {
    if (articleIds.length === 0) return;
    const gone = new Set(articleIds);
    await this.documents.deleteMany({ _id: { $in: [...gone] } });
    await this.writer.change({ members: { $in: [...gone] } }, (_, places) => places.filter(({ id }) => !gone.has(id)));
  }

  /** Which of the articles have a profile, or had one. */
  private async known(ids: readonly ArticleId[]): Promise<ReadonlySet<string>> {
    const found = await this.profiles
      .find({ _id: { $in: [...ids] } })
      .select({ _id: 1 })
      .lean<ProfileDocument[]>();
    return new Set(found.map(({ _id }) => _id));
  }
}
