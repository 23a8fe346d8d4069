import { ProblemError } from '#contracts/problem.js';
import { Config } from '#runtime/config/config.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { RawBody } from '#runtime/http/raw-body.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { ExportSubscribers } from './export-subscribers.js';
import { ImportAnswer } from './import-row.dto.js';
import { ImportSubscribers } from './import-subscribers.js';
import { readImport } from './read-import.js';

const LARGEST_FILE = 16 * 1024 * 1024;

/** Subscribers as CSV files. */
@AdminOnly()
@Controller('v1/subscribers')
export class SubscriberFilesController {
  constructor(
    private readonly importing: ImportSubscribers,
    private readonly exporting: ExportSubscribers,
    private readonly config: Config,
  ) {}

  @Post('import')
  @HttpCode(200)
  @RawBody(LARGEST_FILE)
  @Describe(
    'Takes over subscribers of a CSV file of at most 16 MiB; all of it, or nothing when a line holds a mistake. Those not marked confirmed get a mail to confirm.',
    { 200: ImportAnswer },
    { body: { 'text/csv': z.string() } },
  )
  async import(@Body() file: Buffer | undefined, @Req() { ip, headers }: FastifyRequest): Promise<ImportAnswer> {
    if (!/^text\/csv\b/i.test(headers['content-type'] ?? '')) {
      throw new ProblemError(415, 'The file must come as text/csv.');
    }
    const rows = await readImport(file ?? new Uint8Array());
    return this.importing.import(rows, { ip, page: `${this.config.publicUrl}/v1/subscribers/import` });
  }

  @Get('export')
  @Describe('Gives all subscribers as CSV, one line for each consent with its evidence.', {
    200: { description: 'The file.', mediaType: 'text/csv' },
  })
  async export(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', 'text/csv; charset=utf-8; header=present')
      .header('content-disposition', 'attachment; filename="subscribers.csv"')
      .header('cache-control', 'no-store')
      .send(Readable.from(this.exporting.lines()));
  }
}
