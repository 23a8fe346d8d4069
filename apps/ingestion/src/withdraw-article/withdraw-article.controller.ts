import { ArticleId } from '#contracts/ids.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { AcceptedDto } from '../receive-article/receive-article.dto.js';
import { WithdrawArticle } from './withdraw-article.js';

const Reason = z.strictObject({ reason: z.string().trim().min(1).max(1000) });

/** Taking an article back everywhere, by an administrator. */
@AdminOnly()
@Controller('v1/articles')
export class WithdrawArticleController {
  constructor(private readonly withdrawArticle: WithdrawArticle) {}

  @Post(':id/withdraw')
  @HttpCode(202)
  @Describe('Takes an article back everywhere; its receipt shows when it is done.', { 202: AcceptedDto })
  withdraw(
    @Param('id', { schema: ArticleId }) id: ArticleId,
    @Body({ schema: Reason }) { reason }: z.infer<typeof Reason>,
  ): Promise<AcceptedDto> {
    return this.withdrawArticle.withdraw(id, reason);
  }
}
