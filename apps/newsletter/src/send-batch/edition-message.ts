import type { SubscriberId } from '#contracts/ids.js';
import { nameOf, type Newsletter } from '#contracts/newsletter.js';
import type { Recipient } from '#ports/audience.port.js';
import { Clock } from '#ports/clock.port.js';
import type { Edition, EditionRecord } from '#ports/edition-store.port.js';
import type { MailMessage } from '#ports/mailer.port.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { Config } from '#runtime/config/config.js';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { bytesOf } from '../mime/finished-message.js';
import { headerText } from '../mime/header.js';
import { MailSigner } from '../mime/mail-signer.js';
import { mailboxOf, type Mailbox } from '../mime/mailbox.js';
import { MessageTemplate, slot } from '../mime/message-template.js';
import { EditionReader } from '../plan-edition/edition-reader.js';
import { RenderEdition } from '../render-edition/render-edition.js';
import { SubscriberLinks } from '../tokens/subscriber-links.js';

const SUBJECT_LENGTH = 120;

/** An edition as a message that is filled for each recipient. */
export interface EditionMessage {
  /** Of the edition that it shows. */
  readonly revision: number;
  readonly mailTo: (recipient: Recipient) => Promise<MailMessage>;
}

/** Why an edition has nothing to be sent any more. */
export interface NothingToSend {
  readonly nothing: string;
}

/** What the message of an edition is made from. */
@Injectable()
export class MessageSources {
  constructor(
    readonly editions: EditionReader,
    readonly newsletters: NewsletterStore,
    readonly renderEdition: RenderEdition,
  ) {}
}

/** Composes the message of an edition once for all its recipients. */
@Injectable()
export class EditionMessages {
  constructor(
    private readonly sources: MessageSources,
    private readonly links: SubscriberLinks,
    private readonly signing: MailSigner,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async compose(record: EditionRecord): Promise<EditionMessage | NothingToSend> {
    const newsletter = await this.sources.newsletters.find(record.newsletter);
    if (newsletter === undefined) return { nothing: 'the newsletter was deleted' };
    const edition = await this.sources.editions.withArticles(record);
    if (edition.articles.length === 0) return { nothing: 'all articles of the edition were withdrawn' };
    const from = mailboxOf(newsletter.from ?? this.config.mailFrom);
    const template = await this.template(edition, newsletter, from);
    return {
      revision: edition.revision,
      mailTo: async ({ id, email }) => {
        const filled = template.fill({
          to: email,
          messageId: messageIdOf(edition.id, id, from.address),
          unsubscribe: this.links.unsubscribe(newsletter.id, id),
          preferences: this.links.preferences(id),
        });
        return { id, from: from.address, to: email, raw: bytesOf(await this.signing.signed(filled)) };
      },
    };
  }

  private async template(edition: Edition, newsletter: Newsletter, from: Mailbox): Promise<MessageTemplate> {
    const domain = domainOf(from.address);
    const { html, text } = await this.sources.renderEdition.render(edition, newsletter);
    return MessageTemplate.compile(
      {
        ...{ from, html, text, subject: subjectOf(edition, newsletter), date: this.clock.now() },
        headers: [
          ...(newsletter.replyTo === undefined ? [] : [['Reply-To', newsletter.replyTo] as const]),
          ['List-Id', `${headerText(nameOf(newsletter, edition.language))} <${newsletter.id}.${domain}>`],
          ['List-Unsubscribe', `<${slot('unsubscribe')}>`],
          ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
          ['List-Archive', `<${this.config.publicUrl}/n/${newsletter.id}>`],
          ['Auto-Submitted', 'auto-generated'],
          ['Precedence', 'bulk'],
        ],
      },
      `${edition.id}.r${edition.revision}@${domain}`,
    );
  }
}

/** The same for ever for one edition and subscriber, so that a receiver can know a second copy. */
function messageIdOf(edition: string, subscriber: SubscriberId, from: string): string {
  const mark = createHash('sha256').update(`${edition} ${subscriber}`).digest('hex').slice(0, 40);
  return `${mark}@${domainOf(from)}`;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** Name of the newsletter and the title of its first article. */
function subjectOf(edition: Edition, newsletter: Newsletter): string {
  const subject = [nameOf(newsletter, edition.language), edition.articles[0]?.title ?? ''].filter(Boolean).join(': ');
  return subject.length <= SUBJECT_LENGTH ? subject : `${subject.slice(0, SUBJECT_LENGTH - 1).trimEnd()}…`;
}
