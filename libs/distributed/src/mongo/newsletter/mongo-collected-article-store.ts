import { ArticleId } from '#contracts/ids.js';
import {
  CollectedArticleStore,
  type ArticleToCollect,
  type CollectedArticle,
} from '#ports/collected-article-store.port.js';
import type { Model } from 'mongoose';
import type { Counters } from '../counters.js';
import type { MongoConnection } from '../mongo-connection.js';
import { COLLECTED_ARTICLES, collectedOf, type CollectedDocument } from './collected-document.js';
import { Collecting } from './collecting.js';

const FORGOTTEN_AT_ONCE = 500;
const CARD = { card: 1, position: 1, collectedAt: 1 } as const;

/** CollectedArticleStore in one collection. */
export class MongoCollectedArticleStore extends CollectedArticleStore {
  private readonly articles: Model<CollectedDocument>;
  private readonly collecting: Collecting;

  constructor(connection: MongoConnection, counters: Counters) {
    super();
    this.articles = connection.model(COLLECTED_ARTICLES);
    this.collecting = new Collecting(this.articles, counters);
  }

  async put(articles: readonly ArticleToCollect[], at: Date): Promise<ArticleId[]> {
    return this.collecting.apply(
      articles.map((article) => ({ id: article.card.id, version: article.card.version, article })),
      at,
    );
  }

  async withdraw(articles: ReadonlyArray<{ id: ArticleId; version: number }>, at: Date): Promise<ArticleId[]> {
    return this.collecting.apply(articles, at);
  }

  async find(ids: readonly ArticleId[]): Promise<CollectedArticle[]> {
    const found = await this.articles
      .find({ _id: { $in: [...ids] }, withdrawn: false })
      .select(CARD)
      .lean<CollectedDocument[]>();
    const byId = new Map(found.map((document) => [document._id, document]));
    return shown(ids.flatMap((id) => byId.get(id) ?? []));
  }

  async range({
    after,
    upTo,
    languages,
    limit,
  }: Parameters<CollectedArticleStore['range']>[0]): Promise<CollectedArticle[]> {
    const found = await this.articles
      .find({
        withdrawn: false,
        language: { $in: [...languages] },
        position: { $gt: Math.max(after, 0), $lte: upTo },
      })
      .select(CARD)
      .sort({ position: 1 })
      .limit(limit)
      .lean<CollectedDocument[]>();
    return shown(found);
  }

  async inGroups(translationGroups: readonly string[]): Promise<CollectedArticle[]> {
    const found = await this.articles
      .find({ group: { $in: [...translationGroups] }, withdrawn: false })
      .select(CARD)
      .sort({ position: 1 })
      .lean<CollectedDocument[]>();
    return shown(found);
  }

  async texts(ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, string>> {
    const found = await this.articles
      .find({ _id: { $in: [...ids] } })
      .select({ text: 1 })
      .lean<CollectedDocument[]>();
    return new Map(found.flatMap(({ _id, text }) => (text === undefined ? [] : [[ArticleId.parse(_id), text]])));
  }

  async position(at?: Date): Promise<number> {
    const last = await this.articles
      .findOne({ position: { $gt: 0 }, ...(at === undefined ? {} : { collectedAt: { $lte: at } }) })
      .select({ position: 1 })
      .sort({ position: -1 })
      .lean<CollectedDocument>();
    return last?.position ?? 0;
  }

  async forgetTexts(before: Date): Promise<number> {
    const found = await this.articles
      .find({ textFrom: { $lt: before } })
      .select({ _id: 1 })
      .limit(FORGOTTEN_AT_ONCE)
      .lean<CollectedDocument[]>();
    if (found.length === 0) return 0;
    const ids = found.map(({ _id }) => _id);
    await this.articles.updateMany({ _id: { $in: ids } }, { $unset: { text: '', textFrom: '' } });
    return ids.length;
  }
}

function shown(documents: readonly CollectedDocument[]): CollectedArticle[] {
  return documents.flatMap((document) => collectedOf(document) ?? []);
}
