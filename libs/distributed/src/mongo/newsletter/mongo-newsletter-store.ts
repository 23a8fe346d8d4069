import type { NewsletterId } from '#contracts/ids.js';
import { Newsletter } from '#contracts/newsletter.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import mongoose, { type Model } from 'mongoose';
import { isDuplicate } from '../duplicate-key.js';
import type { MongoConnection, Shape } from '../mongo-connection.js';

/** A newsletter under its id. */
export interface NewsletterDocument {
  readonly _id: string;
  readonly newsletter: Newsletter;
}

export const NEWSLETTERS: Shape<NewsletterDocument> = {
  collection: 'newsletters',
  fields: { _id: String, newsletter: mongoose.Schema.Types.Mixed },
};

/** NewsletterStore in one collection. */
export class MongoNewsletterStore extends NewsletterStore {
  private readonly newsletters: Model<NewsletterDocument>;

  constructor(connection: MongoConnection) {
    super();
    this.newsletters = connection.model(NEWSLETTERS);
  }

  async create(newsletter: Newsletter): Promise<boolean> {
    try {
      await this.newsletters.insertMany([{ _id: newsletter.id, newsletter }]);
      return true;
    } catch (error) {
      if (isDuplicate(error, '_id')) return false;
      throw error;
    }
  }

  async replace(newsletter: Newsletter): Promise<boolean> {
    const { matchedCount } = await this.newsletters.updateOne({ _id: newsletter.id }, { $set: { newsletter } });
    return matchedCount === 1;
  }

  async remove(id: NewsletterId): Promise<boolean> {
    const { deletedCount } = await this.newsletters.deleteOne({ _id: id });
    return deletedCount === 1;
  }

  async find(id: NewsletterId): Promise<Newsletter | undefined> {
    const document = await this.newsletters.findOne({ _id: id }).lean<NewsletterDocument>();
    return document === null ? undefined : Newsletter.parse(document.newsletter);
  }

  async list({ after = '', limit }: { after?: string; limit: number }): Promise<Newsletter[]> {
    const found = await this.newsletters
      .find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<NewsletterDocument[]>();
    return found.map(({ newsletter }) => Newsletter.parse(newsletter));
  }
}
