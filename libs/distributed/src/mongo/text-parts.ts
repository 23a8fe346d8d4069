import type { Model } from 'mongoose';
import type { MongoConnection } from './mongo-connection.js';
import type { Turns } from './turns.js';

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

  constructor(
    connection: MongoConnection,
    private readonly turns: Turns,
  ) {
    this.parts = connection.model<PartDocument>({ collection: 'text_parts', fields: { _id: String, text: String } });
  }

  /** The text as the document `owner` shall hold it; a long one is durable when this resolves. */
  async keep(owner: string, text: string): Promise<KeptText> {
    return text.length <= LONGEST_INSIDE ? { text } : this.setApart(owner, text);
  }

  async setApart(owner: string, text: string): Promise<{ readonly part: string }> {
    const part = `${owner} ${this.turns.next()}`;
    await this.parts.insertMany([{ _id: part, text }]);
    return { part };
  }

  /** The texts, in order. */
  async read(kept: readonly KeptText[]): Promise<string[]> {
    const ids = kept.flatMap((one) => ('part' in one ? [one.part] : []));
    const found = ids.length === 0 ? [] : await this.parts.find({ _id: { $in: ids } }).lean<PartDocument[]>();
    const texts = new Map(found.map(({ _id, text }) => [_id, text]));
    return kept.map((one) => {
      const text = 'part' in one ? texts.get(one.part) : one.text;
      if (text === undefined) throw new Error(`a text is missing: ${JSON.stringify(one)}`);
      return text;
    });
  }
}
