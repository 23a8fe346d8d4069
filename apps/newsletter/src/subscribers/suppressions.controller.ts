import { listOf, ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { EmailAddress } from '#contracts/newsletter.js';
import { ProblemError } from '#contracts/problem.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { Clock } from '#ports/clock.port.js';
import { SUPPRESSION_REASONS, SuppressionStore, type Suppression } from '#ports/suppression-store.port.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, Delete, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { normalAddress } from '../subscribe/normal-address.js';

const NewSuppression = z.strictObject({ email: EmailAddress, note: z.string().trim().max(500).default('') });
const OfAddress = z.strictObject({ email: z.string().max(320) });
const SuppressionDto = z.object({
  email: z.string().optional(),
  hash: z.string(),
  reason: z.enum(SUPPRESSION_REASONS),
  note: z.string(),
  at: z.string(),
});

/** Addresses that get no mail. */
@AdminOnly()
@Controller('v1/suppressions')
export class SuppressionsController {
  constructor(
    private readonly store: SuppressionStore,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Describe('Lists the addresses that get no mail, with the reason.', { 200: listOf(SuppressionDto) })
  async list(
    @Query({ schema: ListQuery }) { limit, cursor }: z.infer<typeof ListQuery>,
  ): Promise<ListPage<Suppression>> {
    const found = await this.store.list({ limit: limit + 1, ...withoutAbsent({ after: cursor }) });
    return pageOf(found, limit, ({ hash }) => hash);
  }

  @Post()
  @Describe('Keeps an address from getting mail.', { 201: SuppressionDto })
  async add(@Body({ schema: NewSuppression }) { email, note }: z.infer<typeof NewSuppression>): Promise<Suppression> {
    const address = normalAddress(email);
    await this.store.put({ email: address, reason: 'manual', note, at: this.clock.now() });
    const found = await this.store.find(address);
    if (found === undefined) throw new Error('a suppression was not kept');
    return found;
  }

  @Delete()
  @HttpCode(204)
  @Describe('Lets an address get mail again.', { 204: { description: 'It gets mail.' } })
  async remove(@Query({ schema: OfAddress }) { email }: z.infer<typeof OfAddress>): Promise<void> {
    if (await this.store.remove(normalAddress(email))) return;
    throw new ProblemError(404, 'This address is not suppressed.');
  }
}
