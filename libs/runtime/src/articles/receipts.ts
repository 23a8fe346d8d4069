import type { ArticleId } from '#contracts/ids.js';
import { ProblemError } from '#contracts/problem.js';
import { ArticleStore } from '#ports/article-store.port.js';
import { ReceiptStore } from '#ports/receipt-store.port.js';
import { Injectable } from '@nestjs/common';
import { receiptDto, type ReceiptDto } from './receipt.dto.js';

/** What happened to each article, for those who may know: its sender and administrators. */
@Injectable()
export class Receipts {
  constructor(
    private readonly articles: ArticleStore,
    private readonly receipts: ReceiptStore,
  ) {}

  /** 404 when no such article was ever accepted. */
  async find(id: ArticleId): Promise<ReceiptDto> {
    const head = (await this.articles.heads([id])).get(id);
    if (head === undefined) throw new ProblemError(404, `There is no article ${id}.`);
    return receiptDto(head, await this.articles.versions(id), await this.receipts.read(id));
  }
}
