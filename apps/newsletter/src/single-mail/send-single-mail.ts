import { Clock } from '#ports/clock.port.js';
import { Mailer, type MailOutcome } from '#ports/mailer.port.js';
import { Config } from '#runtime/config/config.js';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { composeMessage } from '../mime/compose-message.js';
import { bytesOf, finishedMessage } from '../mime/finished-message.js';
import { MailSigner } from '../mime/mail-signer.js';
import { mailboxOf } from '../mime/mailbox.js';
import type { SingleMail } from './single-mail.js';

/** What became of a single mail, with SHA-256 of its bytes as evidence. */
export interface SentSingleMail {
  readonly outcome: MailOutcome;
  readonly hash: string;
}

/** Composes and sends one mail at once. */
@Injectable()
export class SendSingleMail {
  constructor(
    private readonly mailer: Mailer,
    private readonly signing: MailSigner,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async send(mail: SingleMail): Promise<SentSingleMail> {
    const from = mailboxOf(mail.from ?? this.config.mailFrom);
    const id = createHash('sha256').update(mail.messageKey).digest('hex').slice(0, 32);
    const composed = composeMessage({
      from,
      to: mail.to,
      subject: mail.subject,
      date: this.clock.now(),
      messageId: `${id}@${from.address.split('@')[1] ?? 'localhost'}`,
      headers: [
        ['Auto-Submitted', 'auto-generated'],
        ...(mail.replyTo === undefined ? [] : [['Reply-To', mail.replyTo] as const]),
      ],
      html: mail.html,
      text: mail.text,
    });
    const raw = bytesOf(await this.signing.signed(finishedMessage(composed)));
    const hash = createHash('sha256').update(Buffer.concat(raw)).digest('hex');
    for await (const outcome of this.mailer.send([{ id, from: from.address, to: mail.to, raw }]))
      return { outcome, hash };
    throw new Error('the mailer gave no outcome');
  }
}
