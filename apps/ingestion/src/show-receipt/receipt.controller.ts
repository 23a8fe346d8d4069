import { ArticleId } from '#contracts/ids.js';
import { ReceiptDto } from '#runtime/articles/receipt.dto.js';
import { Receipts } from '#runtime/articles/receipts.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Header, Param, Query, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { ReceiptGuard } from './receipt.guard.js';

const ReceiptQuery = z.strictObject({ key: z.string().max(500).optional() });

/** The receipt of an article, for its sender (by key) and administrators (by token). */
@UseGuards(ReceiptGuard)
@Controller('v1/articles')
export class ReceiptController {
  constructor(private readonly receipts: Receipts) {}

  @Get(':id/receipt')
  @Describe(
    'Shows what happened to an article, stage by stage; for who holds the key of its address, or the admin token.',
    {
      200: ReceiptDto,
    },
  )
  @Header('cache-control', 'no-store')
  show(
    @Param('id', { schema: ArticleId }) id: ArticleId,
    @Query({ schema: ReceiptQuery }) _query: z.infer<typeof ReceiptQuery>,
  ): Promise<ReceiptDto> {
    return this.receipts.find(id);
  }
}
