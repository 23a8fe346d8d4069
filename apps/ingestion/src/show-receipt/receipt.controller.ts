import { ArticleId } from '#contracts/ids.js';
import { ProblemError } from '#contracts/problem.js';
import { ArticleStore } from '#ports/article-store.port.js';
import { ReceiptStore } from '#ports/receipt-store.port.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Header, Param, Query, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { ReceiptDto, receiptDto } from './receipt.dto.js';
import { ReceiptGuard } from './receipt.guard.js';

const ReceiptQuery = z.strictObject({ key: z.string().max(500).optional() });

/** The receipt of an article, for its sender (by key) and administrators (by token). */
@UseGuards(ReceiptGuard)
@Controller('v1/articles')
export class ReceiptController {
  constructor(
    private readonly articles: ArticleStore,
    private readonly receipts: ReceiptStore,
  ) {}

  @Get(':id/receipt')
  @Describe(
    'Shows what happened to an article, stage by stage; for who holds the key of its address, or the admin token.',
    {
      200: ReceiptDto,
    },
  )
  @Header('cache-control', 'no-store')
  async show(
    @Param('id', { schema: ArticleId }) id: ArticleId,
    @Query({ schema: ReceiptQuery }) _query: z.infer<typeof ReceiptQuery>,
  ): Promise<ReceiptDto> {
    const head = (await this.articles.heads([id])).get(id);
    if (head === undefined) throw new ProblemError(404, `There is no article ${id}.`);
    return receiptDto(head, await this.articles.versions(id), await this.receipts.read(id));
  }
}
