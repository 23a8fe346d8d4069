import { NewsletterId } from '#contracts/ids.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ManageNewsletters } from './manage-newsletters.js';
import { PreviewRequest, TestRequest, TryNewsletter } from './try-newsletter.js';

const Preview = z.object({ html: z.string(), text: z.string() });
const Tested = z.object({ state: z.literal('sent'), reply: z.string() });

/** Looking at an edition before anyone gets it. */
@AdminOnly()
@Controller('v1/newsletters/:id')
export class TryNewsletterController {
  constructor(
    private readonly newsletters: ManageNewsletters,
    private readonly attempt: TryNewsletter,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @Describe('Makes the mail as it would go out now.', { 200: Preview })
  async preview(
    @Param('id', { schema: NewsletterId }) id: NewsletterId,
    @Body({ schema: PreviewRequest.optional() }) body: z.infer<typeof PreviewRequest> | undefined,
  ): Promise<z.infer<typeof Preview>> {
    return this.attempt.preview(await this.newsletters.find(id), body?.language);
  }

  @Post('test')
  @HttpCode(200)
  @Describe('Sends the mail as it would go out now to one address.', { 200: Tested })
  async test(
    @Param('id', { schema: NewsletterId }) id: NewsletterId,
    @Body({ schema: TestRequest }) { to, language }: z.infer<typeof TestRequest>,
  ): Promise<z.infer<typeof Tested>> {
    const { reply } = await this.attempt.test(await this.newsletters.find(id), to, language);
    return { state: 'sent', reply };
  }
}
