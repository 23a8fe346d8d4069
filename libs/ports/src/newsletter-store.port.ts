import type { NewsletterId } from '#contracts/ids.js';
import type { Newsletter } from '#contracts/newsletter.js';

/**
 * The newsletters a publisher has named.
 *
 * - A change is durable and readable when it resolves. Ids are unique: of two that create one id, one gets true.
 */
export abstract class NewsletterStore {
  /** False when the id is taken. */
  abstract create(newsletter: Newsletter): Promise<boolean>;
  /** False when there is no such newsletter. */
  abstract replace(newsletter: Newsletter): Promise<boolean>;
  abstract remove(id: NewsletterId): Promise<boolean>;
  abstract find(id: NewsletterId): Promise<Newsletter | undefined>;
  /** By id, those after `after`. */
  abstract list(page: { after?: string; limit: number }): Promise<Newsletter[]>;
}
