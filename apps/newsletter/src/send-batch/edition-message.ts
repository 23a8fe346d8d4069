import type { SubscriberId } from '#contracts/ids.js';
import { nameOf, type Newsletter } from '#contracts/newsletter.js';
import type { Edition } from '#ports/edition-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { Config } from '#runtime/config/config.js';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { headerText } from '../mime/header.js';
import { mailboxOf, type Mailbox } from '../mime/mailbox.js';
import { MessageTemplate, slot } from '../mime/message-template.js';
import { RenderEdition } from '../render-edition/render-edition.js';

const SUBJECT_LENGTH = 120;

/** An edition as a message with gaps, and the address it comes from. */
export interface EditionMessage {
  readonly template: MessageTemplate;
  readonly from: string;
}

/** Composes the message of an edition once for all its recipients. */
@Injectable()
export class EditionMessages {
  constructor(
    private readonly renderEdition: RenderEdition,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async compose(edition: Edition, newsletter: Newsletter): Promise<EditionMessage> {
    const from = mailboxOf(newsletter.from ?? this.config.mailFrom);
    const domain = domainOf(from);
    const { html, text } = await this.renderEdition.render(edition, newsletter);
    const template = MessageTemplate.compile(
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
    return { template, from: from.address };
  }
}

/** The same for ever for one edition and subscriber, so that a receiver can know a second copy. */
export function messageIdOf(edition: string, subscriber: SubscriberId, from: string): string {
  const mark = createHash('sha256').update(`${edition} ${subscriber}`).digest('hex').slice(0, 40);
  return `${mark}@${domainOf({ address: from })}`;
}

function domainOf({ address }: Mailbox): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** Name of the newsletter and the title of its first article. */
function subjectOf(edition: Edition, newsletter: Newsletter): string {
  const subject = [nameOf(newsletter, edition.language), edition.articles[0]?.title ?? ''].filter(Boolean).join(': ');
  return subject.length <= SUBJECT_LENGTH ? subject : `${subject.slice(0, SUBJECT_LENGTH - 1).trimEnd()}…`;
}
