import { Clock } from '#ports/clock.port.js';
import { Config } from '#runtime/config/config.js';
import { Injectable } from '@nestjs/common';
import { DkimSigner } from './dkim/dkim-signer.js';
import type { FinishedMessage } from './finished-message.js';

/** Signs every mail that goes out, when the configuration names a domain and a key. */
@Injectable()
export class MailSigner {
  private readonly dkim: DkimSigner | undefined;

  constructor(
    { dkim }: Config,
    private readonly clock: Clock,
  ) {
    this.dkim = dkim === undefined ? undefined : new DkimSigner(dkim);
  }

  async signed(message: FinishedMessage): Promise<FinishedMessage> {
    if (this.dkim === undefined) return message;
    const header = await this.dkim.headerFor(message, this.clock.now());
    return { head: `${header}${message.head}`, body: message.body };
  }
}
