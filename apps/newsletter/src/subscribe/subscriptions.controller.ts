import { Describe } from '#runtime/reference/describe.decorator.js';
import { Config } from '#runtime/config/config.js';
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SignUpLimit } from './sign-up-limit.js';
import { SignUp } from './sign-up.js';
import { SubscriptionAnswer, SubscriptionRequest } from './subscription-request.dto.js';

/** Wishes for newsletters, from forms on any site. */
@Controller('v1/subscriptions')
export class SubscriptionsController {
  constructor(
    private readonly signUp: SignUp,
    private readonly limit: SignUpLimit,
    private readonly config: Config,
  ) {}

  @Post()
  @HttpCode(202)
  @Describe('Asks for newsletters; the same answer for every address, and a mail with a link to confirm.', {
    202: SubscriptionAnswer,
  })
  async subscribe(
    @Body({ schema: SubscriptionRequest }) wish: SubscriptionRequest,
    @Req() { ip }: FastifyRequest,
  ): Promise<SubscriptionAnswer> {
    this.limit.take(ip);
    await this.signUp.request(wish, { ip, page: `${this.config.publicUrl}/v1/subscriptions` });
    return { status: 'confirmation-mail-on-its-way' };
  }
}
