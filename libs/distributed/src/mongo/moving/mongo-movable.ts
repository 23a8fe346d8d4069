import { Movable, type MovablePage } from '#ports/moving/movable.port.js';
import type { Model, QueryFilter, UpdateQuery } from 'mongoose';

/** How rows of one kind lie in a collection. */
export interface MongoRows<Row, Document extends { readonly _id: string | number }> {
  readonly documents: Model<Document>;
  /** Which documents are rows of the kind; all when absent. */
  readonly among?: QueryFilter<Document>;
  idOf(row: Row): string | number;
  /** Done before the first page is read. */
  prepare?(): Promise<void>;
  read(documents: Document[]): Promise<Row[]> | Row[];
  /** Leaves nothing of what was in the document before that is not in the row. */
  update(row: Row): Promise<UpdateQuery<Document>> | UpdateQuery<Document>;
  /** Done before rows are written. */
  before?(rows: readonly Row[]): Promise<void>;
}

/** Movable rows in one collection, in the order of their ids; a call is one command. */
export class MongoMovable<Row, Document extends { readonly _id: string | number }> extends Movable<Row> {
  constructor(private readonly rows: MongoRows<Row, Document>) {
    super();
  }

  async page(limit: number, after?: string): Promise<MovablePage<Row>> {
    if (after === undefined) await this.rows.prepare?.();
    const later = after === undefined ? {} : { _id: { $gt: JSON.parse(after) as string | number } };
    const found = await this.rows.documents
      .find({ ...this.rows.among, ...later } as QueryFilter<Document>)
      .sort({ _id: 1 })
      .limit(limit)
      .lean<Document[]>();
    const last = found.length < limit ? undefined : found.at(-1)?._id;
    return { rows: await this.rows.read(found), ...(last === undefined ? {} : { next: JSON.stringify(last) }) };
  }

  async counterparts(rows: readonly Row[]): Promise<readonly Row[]> {
    return this.rows.read(await this.rows.documents.find(this.these(rows)).lean<Document[]>());
  }

  async put(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    await this.rows.before?.(rows);
    const operations = await Promise.all(
      rows.map(async (row) => {
        const filter = { _id: this.rows.idOf(row) } as QueryFilter<Document>;
        return { updateOne: { filter, update: await this.rows.update(row), upsert: true } };
      }),
    );
    await this.rows.documents.bulkWrite(operations as Parameters<Model<Document>['bulkWrite']>[0]);
  }

  async remove(rows: readonly Row[]): Promise<void> {
    await this.rows.documents.deleteMany(this.these(rows));
  }

  async count(): Promise<number> {
    return this.rows.documents.countDocuments(this.rows.among ?? {});
  }

  private these(rows: readonly Row[]): QueryFilter<Document> {
    return { ...this.rows.among, _id: { $in: rows.map((row) => this.rows.idOf(row)) } } as QueryFilter<Document>;
  }
}

/** The update after which a document has these fields, and none of those that are undefined. */
export function replacing<Fields extends Record<string, unknown>>(fields: Fields) {
  const entries = Object.entries(fields);
  const gone = entries.filter(([, value]) => value === undefined).map(([name]) => [name, '']);
  return {
    $set: Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
    ...(gone.length === 0 ? {} : { $unset: Object.fromEntries(gone) as Record<string, ''> }),
  };
}
