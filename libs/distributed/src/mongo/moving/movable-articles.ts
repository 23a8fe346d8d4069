import { writesOf } from '#ports/moving/article-writes.js';
import { Movable, type MovablePage } from '#ports/moving/movable.port.js';
import type { MovedArticle } from '#ports/moving/moved-rows.js';
import type { ArticleStore } from '#ports/article-store.port.js';
import type { Model } from 'mongoose';
import { versionOf, versionsOf, type ArticleDocument } from '../articles/article-document.js';
import type { DocumentOutbox } from '../document-outbox.js';
import { partsOf, type TextParts } from '../text-parts.js';
import { Article } from '#contracts/article.js';

/** So many versions come into a document by one command, which must stay below 16 MB. */
const VERSIONS_AT_ONCE = 16;

/** Articles in MongoDB with their versions, public forms and waiting facts; written as any writer does. */
export class MongoMovableArticles extends Movable<MovedArticle> {
  constructor(
    private readonly documents: Model<ArticleDocument>,
    private readonly store: ArticleStore,
    private readonly outbox: DocumentOutbox,
    private readonly parts: TextParts,
  ) {
    super();
  }

  async page(limit: number, after = ''): Promise<MovablePage<MovedArticle>> {
    const found = await this.documents
      .find({ _id: { $gt: after }, head: { $exists: true } })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<ArticleDocument[]>();
    const last = found.length < limit ? undefined : found.at(-1)?._id;
    return { rows: await this.read(found), ...(last === undefined ? {} : { next: last }) };
  }

  async counterparts(rows: readonly MovedArticle[]): Promise<MovedArticle[]> {
    return this.read(await this.documents.find(these(rows)).lean<ArticleDocument[]>());
  }

  async put(rows: readonly MovedArticle[]): Promise<void> {
    const known = new Map((await this.counterparts(rows)).map((row) => [row.head.id, row]));
    let left = rows.map((row) => writesOf(row, known.get(row.head.id)));
    while (left.length > 0) {
      await this.store.commit(
        left.flatMap((writes) => writes.slice(0, VERSIONS_AT_ONCE)),
        [],
      );
      left = left.map((writes) => writes.slice(VERSIONS_AT_ONCE)).filter((writes) => writes.length > 0);
    }
  }

  async remove(rows: readonly MovedArticle[]): Promise<void> {
    const found = await this.documents.find(these(rows)).lean<ArticleDocument[]>();
    await this.documents.deleteMany(these(rows));
    const texts = found.flatMap((document) => [
      ...versionsOf(document).map(({ input }) => input),
      ...Object.values(document.facts ?? {}).map(({ event }) => event),
    ]);
    await this.parts.forget(partsOf(texts));
  }

  async count(): Promise<number> {
    return this.documents.countDocuments({ head: { $exists: true } });
  }

  private async read(documents: readonly ArticleDocument[]): Promise<MovedArticle[]> {
    const stored = documents.flatMap(versionsOf);
    const texts = await this.parts.read(stored.map(({ input }) => input));
    const inputs = new Map(stored.map((version, index) => [version, texts[index]]));
    const facts = await this.outbox.within(documents);
    return documents.flatMap((document) => {
      const { _id, head, published } = document;
      if (head === undefined) return [];
      return [
        {
          head,
          versions: versionsOf(document).map((version) => versionOf(version, inputs.get(version))),
          ...(published === undefined ? {} : { published: Article.parse(JSON.parse(published)) }),
          facts: facts.filter(({ subject }) => subject === _id),
        },
      ];
    });
  }
}

function these(rows: readonly MovedArticle[]) {
  return { _id: { $in: rows.map(({ head }) => head.id as string) } };
}
