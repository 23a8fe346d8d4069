import type { Model } from 'mongoose';
import { isDuplicate } from './duplicate-key.js';
import type { MongoConnection } from './mongo-connection.js';

/** Longer texts are kept beside their document, which may not grow beyond 16 MB. */
const LONGEST_INSIDE = 32 * 1024;

/** A text as a document holds it: itself, or the id of the part that does. */
export type KeptText = { readonly text: string } | { readonly part: string };

interface PartDocument {
  readonly _id: string;
  readonly text: string;
}

/** Long texts beside the documents that refer to them; one that no document came to refer to is never read. */
export class TextParts {
  private readonly parts: Model<PartDocument>;

  constructor(connection: MongoConnection) {
    this.parts = connection.model<PartDocument>({ collection: 'text_parts', fields: { _id: String, text: String } });
  }

  /** The text as its document shall hold it; a long one is durable under the id when this resolves. */
  async keep(id: string, text: string): Promise<KeptText> {
    return text.length <= LONGEST_INSIDE ? { text } : this.setApart(id, text);
  }

  /** An id stands for one text: what is there already is left. */
  async setApart(id: string, text: string): Promise<{ readonly part: string }> {
    try {
      await this.parts.insertMany([{ _id: id, text }]);
    } catch (error) {
      if (!isDuplicate(error, '_id')) throw error;
    }
    return { part: id };
  }

  /** The texts, in order; undefined where a part is gone. */
  async read(kept: readonly KeptText[]): Promise<Array<string | undefined>> {
    const ids = partsOf(kept);
    const found = ids.length === 0 ? [] : await this.parts.find({ _id: { $in: ids } }).lean<PartDocument[]>();
    const texts = new Map(found.map(({ _id, text }) => [_id, text]));
    return kept.map((one) => ('part' in one ? texts.get(one.part) : one.text));
  }

  async forget(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.parts.deleteMany({ _id: { $in: [...ids] } });
  }
}

/** The ids of the texts that are parts. */
export function partsOf(kept: readonly KeptText[]): string[] {
  return kept.flatMap((one) => ('part' in one ? [one.part] : []));
}
