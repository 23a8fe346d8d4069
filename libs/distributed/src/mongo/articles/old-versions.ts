import type { ArticleId } from '#contracts/ids.js';
import type { Model } from 'mongoose';
import type { TextParts } from '../text-parts.js';
import { versionsOf, type ArticleDocument } from './article-document.js';

const MOST_INSIDE = 16;
const NEWEST_INSIDE = 8;

/** Sets the texts of an article's older versions apart when there are many, so that its document stays small. */
export class OldVersions {
  constructor(
    private readonly documents: Model<ArticleDocument>,
    private readonly parts: TextParts,
  ) {}

  /** `version` is the newest. */
  async setApart(id: ArticleId, version: number): Promise<void> {
    if (version <= MOST_INSIDE) return;
    const document = await this.documents.findOne({ _id: id }).select({ versions: 1 }).lean<ArticleDocument>();
    const inside = versionsOf(document ?? { _id: id }).flatMap(({ version: number, input }) =>
      'text' in input ? [{ number, text: input.text }] : [],
    );
    if (inside.length <= MOST_INSIDE) return;
    const apart = await Promise.all(
      inside.slice(0, -NEWEST_INSIDE).map(async ({ number, text }) => {
        return [`versions.v${number}.input`, await this.parts.setApart(`${id} ${number}`, text)] as const;
      }),
    );
    await this.documents.updateOne({ _id: id }, { $set: Object.fromEntries(apart) });
  }
}
