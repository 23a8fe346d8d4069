import { EmailAddress } from '#contracts/newsletter.js';
import { SubscriberId } from '#contracts/ids.js';
import type { ReceiptDto } from '#runtime/articles/receipt.dto.js';
import type { SearchHit } from '#contracts/search.js';
import { SubscriberStore, type Subscriber } from '#ports/subscriber-store.port.js';
import { SuppressionStore, type Suppression } from '#ports/suppression-store.port.js';
import { Injectable } from '@nestjs/common';
import { FindArticles } from './find-articles.js';

/** What was found for the words in the box. */
export type Found =
  | { readonly kind: 'article'; readonly receipt: ReceiptDto; readonly title: string }
  | { readonly kind: 'articles'; readonly hits: readonly SearchHit[] }
  | {
      readonly kind: 'subscriber';
      readonly subscriber: Subscriber | undefined;
      readonly suppression: Suppression | undefined;
    };

/** Takes whatever an operator has in hand - an id, an address, a mail address, words - for what it names. */
@Injectable()
export class FindAnything {
  constructor(
    private readonly articles: FindArticles,
    private readonly subscribers: SubscriberStore,
    private readonly suppressions: SuppressionStore,
  ) {}

  async find(wanted: string): Promise<Found> {
    const email = EmailAddress.safeParse(wanted.toLowerCase());
    if (email.success) return this.reader(email.data, await this.subscribers.findByEmail(email.data));
    const article = await this.articles.named(wanted);
    if (article !== undefined) return { kind: 'article', ...article };
    const id = SubscriberId.safeParse(wanted);
    const subscriber = id.success ? await this.subscribers.find(id.data) : undefined;
    if (subscriber !== undefined) return this.reader(subscriber.email, subscriber);
    return { kind: 'articles', hits: await this.articles.like(wanted) };
  }

  private async reader(email: string, subscriber: Subscriber | undefined): Promise<Found> {
    return { kind: 'subscriber', subscriber, suppression: await this.suppressions.find(email) };
  }
}
