import { Article } from '#contracts/article.js';
import type { ArticleId } from '#contracts/ids.js';
import {
  ArticleStore,
  type AnsweredDelivery,
  type ArticleHead,
  type ArticleVersion,
  type ArticleWrite,
  type OutboxEntry,
  type WaitingArticle,
  type WebhookDelivery,
} from '#ports/article-store.port.js';
import type { Model } from 'mongoose';
import { ifReadable } from '#ports/waiting-article.js';
import { DocumentOutbox } from '../document-outbox.js';
import type { MongoConnection } from '../mongo-connection.js';
import { SharedRead } from '../shared-read.js';
import { WorkShare } from '../shares/work-share.js';
import type { TextParts } from '../text-parts.js';
import type { Turns } from '../turns.js';
import { ArticleCommit } from './article-commit.js';
import { ARTICLES, deliveryIdOf, deliveryOf, versionOf, versionsOf, type ArticleDocument } from './article-document.js';
import { OldVersions } from './old-versions.js';

/** ArticleStore in one collection: an article's head, versions, public form and facts are one document. */
export class MongoArticleStore extends ArticleStore {
  private readonly documents: Model<ArticleDocument>;
  private readonly facts: DocumentOutbox;
  private readonly writing: ArticleCommit;
  private readonly oldVersions: OldVersions;
  private readonly preparing: WorkShare;
  /** Heads and deliveries asked for at once are one query. */
  private readonly known: SharedRead<ArticleDocument>;

  constructor(
    connection: MongoConnection,
    turns: Turns,
    private readonly parts: TextParts,
  ) {
    super();
    const documents = connection.model<ArticleDocument>(ARTICLES);
    this.documents = documents;
    this.facts = new DocumentOutbox(connection, ARTICLES.collection, turns, parts);
    this.writing = new ArticleCommit(documents, this.facts, parts, turns);
    this.oldVersions = new OldVersions(documents, parts);
    this.preparing = new WorkShare(connection, {
      name: 'preparing articles',
      giver: turns.giver,
      writers: () => documents.distinct('preparer', { waits: 'accepted' }),
      claimUnmarked: () =>
        documents.updateMany({ waits: 'accepted', preparer: { $exists: false } }, { $set: { preparer: turns.giver } }),
    });
    this.known = new SharedRead((ids) =>
      documents
        .find({ _id: { $in: ids } })
        .select({ head: 1, delivery: 1 })
        .lean<ArticleDocument[]>(),
    );
  }

  async heads(ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, ArticleHead>> {
    const found = await this.known.of(ids);
    return new Map(
      ids.flatMap((id) => {
        const head = found.get(id)?.head;
        return head === undefined ? [] : [[id, head]];
      }),
    );
  }

  async deliveries(keys: ReadonlyArray<Pick<WebhookDelivery, 'source' | 'webhookId'>>): Promise<WebhookDelivery[]> {
    const ids = keys.map(deliveryIdOf);
    const found = await this.known.of(ids);
    return ids.flatMap((id) => {
      const delivery = found.get(id)?.delivery;
      return delivery === undefined ? [] : [deliveryOf(delivery)];
    });
  }

  async commit(
    writes: readonly ArticleWrite[],
    deliveries: readonly AnsweredDelivery[],
  ): Promise<ReadonlyArray<'written' | 'conflict'>> {
    const results = await this.writing.commit(writes, deliveries);
    for (const [index, { head, received }] of writes.entries()) {
      if (results[index] === 'written' && received !== undefined) {
        await this.oldVersions.setApart(head.id, received.version);
      }
    }
    return results;
  }

  async pending({ state, dueBy, limit }: Parameters<ArticleStore['pending']>[0]): Promise<WaitingArticle[]> {
    const due = { due: { $lte: dueBy === undefined ? new Date(8.64e15) : new Date(dueBy) } };
    const query =
      state === 'accepted'
        ? this.documents.find({ waits: state, preparer: { $in: await this.preparing.givers() } }).sort({ turn: 1 })
        : this.documents.find(due).sort({ due: 1 });
    const found = await query.select({ head: 1, versions: 1 }).limit(limit).lean<ArticleDocument[]>();
    const waiting = found.flatMap((document) => {
      const stored = versionsOf(document).at(-1);
      return document.head === undefined ? [] : [{ head: document.head, stored }];
    });
    const newest = waiting.flatMap(({ stored }) => stored ?? []);
    const texts = await this.parts.read(newest.map(({ input }) => input));
    const read = new Map(newest.map((stored, index) => [stored, ifReadable(() => versionOf(stored, texts[index]))]));
    return waiting.map(({ head, stored }) => ({ head, ...(stored === undefined ? {} : read.get(stored)) }));
  }

  async published(id: ArticleId): Promise<Article | undefined> {
    const document = await this.documents.findOne({ _id: id }).select({ published: 1 }).lean<ArticleDocument>();
    return document?.published === undefined ? undefined : Article.parse(JSON.parse(document.published));
  }

  async versions(id: ArticleId): Promise<ArticleVersion[]> {
    const document = await this.documents.findOne({ _id: id }).select({ versions: 1 }).lean<ArticleDocument>();
    const stored = versionsOf(document ?? { _id: id });
    const inputs = await this.parts.read(stored.map(({ input }) => input));
    return stored.map((version, index) => versionOf(version, inputs[index]));
  }

  async outbox(limit: number): Promise<OutboxEntry[]> {
    return this.facts.waiting(limit);
  }

  async settle(positions: readonly string[]): Promise<void> {
    await this.facts.settle(positions);
  }

  async waiting(): Promise<{ readonly accepted: number; readonly outbox: number }> {
    const [accepted, outbox] = await Promise.all([
      this.documents.countDocuments({ waits: 'accepted' }),
      this.facts.count(),
    ]);
    return { accepted, outbox };
  }

  async forgetDeliveries(before: string): Promise<number> {
    const { deletedCount } = await this.documents.deleteMany({ 'delivery.at': { $lt: new Date(before) } });
    return deletedCount;
  }
}
