import { EditionId } from '#contracts/ids.js';
import { ProblemError } from '#contracts/problem.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { EditionReader } from '../plan-edition/edition-reader.js';
import { EditionDto, editionDto } from './edition.dto.js';
import { SendId, sendIdOf } from './send.dto.js';
import { SteerEdition } from './steer-edition.js';

const BY = 'administrator';
const Decision = z.strictObject({ as: z.enum(['sent', 'resend']) });
const Resent = z.object({ resent: z.int().nonnegative() });
const Resolved = z.object({ id: z.string(), as: z.enum(['sent', 'resend']) });

/** Steering of the sending of an edition. */
@AdminOnly()
@Controller('v1')
export class SteeringController {
  constructor(
    private readonly steering: SteerEdition,
    private readonly editions: EditionReader,
    private readonly ledger: SendLedger,
  ) {}

  @Post('editions/:id/pause')
  @HttpCode(200)
  @Describe('Stops the sending between two batches; what is not sent waits.', { 200: EditionDto })
  async pause(@Param('id', { schema: EditionId }) id: EditionId): Promise<EditionDto> {
    await this.steering.pause(id);
    return this.show(id);
  }

  @Post('editions/:id/resume')
  @HttpCode(200)
  @Describe('Goes on with a paused edition.', { 200: EditionDto })
  async resume(@Param('id', { schema: EditionId }) id: EditionId): Promise<EditionDto> {
    await this.steering.resume(id);
    return this.show(id);
  }

  @Post('editions/:id/cancel')
  @HttpCode(200)
  @Describe('Ends an edition; what is not sent never will be.', { 200: EditionDto })
  async cancel(@Param('id', { schema: EditionId }) id: EditionId): Promise<EditionDto> {
    await this.steering.cancel(id, BY);
    return this.show(id);
  }

  @Post('editions/:id/resend-missed')
  @HttpCode(202)
  @Describe('Sends again to those refused for another reason than their address.', { 202: Resent })
  async resendMissed(@Param('id', { schema: EditionId }) id: EditionId): Promise<z.infer<typeof Resent>> {
    return { resent: await this.steering.resendMissed(id, BY) };
  }

  @Post('sends/:id/resolve')
  @HttpCode(200)
  @Describe('Decides what an unknown send is: sent, or to be sent again.', { 200: Resolved })
  async resolve(
    @Param('id', { schema: SendId }) send: SendId,
    @Body({ schema: Decision }) { as }: z.infer<typeof Decision>,
  ): Promise<z.infer<typeof Resolved>> {
    await this.steering.resolve(send, as, BY);
    return { id: sendIdOf(send), as };
  }

  private async show(id: EditionId): Promise<EditionDto> {
    const edition = await this.editions.find(id);
    if (edition === undefined) throw new ProblemError(404, `There is no edition ${id}.`);
    return editionDto(edition, await this.ledger.counts(id));
  }
}
