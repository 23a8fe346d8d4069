import { AuditStore } from '#ports/audit-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { sendPage } from '#runtime/http/page.js';
import { AdminSessions } from '#runtime/security/admin-sessions.js';
import { AdminToken } from '#runtime/security/admin-token.js';
import { FailedSignIns } from '#runtime/security/failed-sign-ins.js';
import { Describe, LEADS_ON, PAGE } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, Get, Header, HttpCode, Post, Query, Redirect, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ConsoleProblemFilter } from './console-problem.filter.js';
import { signInPage } from './sign-in.page.js';

/** A place of the console and nowhere else. */
const Place = z
  .string()
  .max(2000)
  .regex(/^\/console(?:[/?]|$)/)
  .catch('/console');
const SignInQuery = z.object({ to: Place });
const SignIn = z.object({ token: z.string().max(1000).catch(''), to: Place });

/** Begins and ends what an administrator does in the console. */
@UseFilters(ConsoleProblemFilter)
@Controller('console')
export class SignInController {
  constructor(
    private readonly token: AdminToken,
    private readonly sessions: AdminSessions,
    private readonly failures: FailedSignIns,
    private readonly audit: AuditStore,
    private readonly clock: Clock,
  ) {}

  @Get('sign-in')
  @Describe('Asks for the admin token.', { 200: PAGE })
  @Header('cache-control', 'no-store')
  async form(
    @Query({ schema: SignInQuery }) { to }: z.infer<typeof SignInQuery>,
    @Req() { headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (this.sessions.isOpen(headers.cookie)) await reply.redirect(to, 303);
    else await sendPage(reply, signInPage({ to }));
  }

  @Post('sign-in')
  @Describe('Begins a session of the console by a cookie.', { 303: LEADS_ON })
  @Header('cache-control', 'no-store')
  async signIn(
    @Body({ schema: SignIn }) { token, to }: z.infer<typeof SignIn>,
    @Req() { ip }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!this.token.matches(token.trim())) return this.refuse(reply, to, ip);
    await this.audit.append({
      ...{ at: this.clock.now(), who: 'console', what: 'POST /console/sign-in', target: '/console' },
      outcome: 'done',
    });
    await reply.header('set-cookie', this.sessions.begin()).redirect(to, 303);
  }

  @Post('sign-out')
  @Describe('Ends a session of the console.', { 303: LEADS_ON })
  @AdminOnly()
  @HttpCode(303)
  @Redirect('/console/sign-in', 303)
  signOut(@Req() { headers }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): void {
    void reply.header('set-cookie', this.sessions.end(headers.cookie));
  }

  private async refuse(reply: FastifyReply, to: string, address: string): Promise<void> {
    const wait = this.failures.add(address);
    if (wait === undefined) {
      await sendPage(reply, signInPage({ to, error: 'This is not the admin token.' }), { status: 401 });
      return;
    }
    void reply.header('retry-after', String(wait));
    const error = `Too many wrong tokens. Try again in ${wait} seconds.`;
    await sendPage(reply, signInPage({ to, error }), { status: 429 });
  }
}
