import { fieldsOf, ProblemError, type ProblemField } from '#contracts/problem.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { Config } from '#runtime/config/config.js';
import { sendPage } from '#runtime/http/page.js';
import { interfaceLanguage, type InterfaceLanguage } from '#web/interface-language.js';
import { SUBSCRIBE_PHRASES } from '#web/phrases/subscribe-phrases.js';
import { renderPage } from '#web/render-page.js';
import { Describe, PAGE } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MessagePage } from './message.page.js';
import { SignUpLimit } from './sign-up-limit.js';
import { SignUp } from './sign-up.js';
import { SubscribePage } from './subscribe.page.js';
import { SubscriptionRequest } from './subscription-request.dto.js';

const PageQuery = z.object({ ui: z.string().max(10).optional() });
const many = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const Form = z.object({
  email: z.string().default(''),
  newsletters: many.default([]),
  timeZone: z.string().optional(),
  hour: z
    .string()
    .optional()
    .transform((hour) => (hour === undefined || hour === '' ? undefined : Number(hour))),
});

/** The page where readers sign up. */
@Controller('subscribe')
export class SubscribePageController {
  constructor(
    private readonly newsletters: NewsletterStore,
    private readonly signUp: SignUp,
    private readonly limit: SignUpLimit,
    private readonly config: Config,
  ) {}

  @Get()
  @Describe('Shows the form to subscribe.', { 200: PAGE })
  async show(
    @Query({ schema: PageQuery }) { ui }: z.infer<typeof PageQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.form(reply, interfaceLanguage(request.headers['accept-language'], ui), 200);
  }

  @Post()
  @Describe('Takes the form to subscribe; the answer is the same for every address.', { 200: PAGE })
  async subscribe(
    @Query({ schema: PageQuery }) { ui }: z.infer<typeof PageQuery>,
    @Body({ schema: Form }) { email, newsletters, timeZone, hour }: z.infer<typeof Form>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = interfaceLanguage(request.headers['accept-language'], ui);
    const wish = SubscriptionRequest.safeParse({ email: email.trim(), newsletters, language, timeZone, hour });
    if (!wish.success) return this.form(reply, language, 422, { email, errors: fieldsOf(wish.error) });
    try {
      this.limit.take(request.ip);
      await this.signUp.request(wish.data, { ip: request.ip, page: `${this.config.publicUrl}/subscribe` });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 422) throw error;
      return this.form(reply, language, 422, { email, errors: error.extra.errors ?? [] });
    }
    const say = SUBSCRIBE_PHRASES[language];
    const body = (
      <MessagePage title={say.sentTitle}>
        <p class="lead">{say.sent}</p>
      </MessagePage>
    );
    await sendPage(reply, renderPage({ language, title: say.sentTitle, body }), { status: 202 });
  }

  private async form(
    reply: FastifyReply,
    language: InterfaceLanguage,
    status: number,
    entered: { email?: string; errors?: readonly ProblemField[] } = {},
  ): Promise<void> {
    const newsletters = await this.newsletters.list({ limit: 100 });
    const { title, lead } = SUBSCRIBE_PHRASES[language];
    const body = <SubscribePage language={language} newsletters={newsletters} {...entered} />;
    await sendPage(reply, renderPage({ language, title, description: lead, body }), { status });
  }
}
