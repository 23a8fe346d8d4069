import type { ArticleId } from '#contracts/ids.js';
import { Config } from '#runtime/config/config.js';
import { Signer } from '#runtime/security/signer.js';
import { Injectable } from '@nestjs/common';

const PURPOSE = 'receipt';

/** Addresses of receipts that their holder may read without the admin token. */
@Injectable()
export class ReceiptLinks {
  constructor(
    private readonly config: Config,
    private readonly signer: Signer,
  ) {}

  urlOf(id: ArticleId): string {
    return `${this.config.publicUrl}/v1/articles/${id}/receipt?key=${this.signer.sign(PURPOSE, id)}`;
  }

  opens(id: ArticleId, key: string): boolean {
    return this.signer.verify(PURPOSE, key) === id;
  }
}
