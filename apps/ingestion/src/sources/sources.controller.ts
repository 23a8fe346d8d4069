import { SourceId } from '#contracts/ids.js';
import { listOf, ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { SourceStore } from '#ports/source-store.port.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ManageSources } from './manage-sources.js';
import { MadeSecretDto, MadeSourceDto, NewSource, SourceChange, SourceDto, sourceDto } from './source.dto.js';

/** Administration of sources. */
@AdminOnly()
@Controller('v1/sources')
export class SourcesController {
  constructor(
    private readonly sources: ManageSources,
    private readonly store: SourceStore,
  ) {}

  @Post()
  @Header('cache-control', 'no-store')
  @Describe('Makes a source; its secret is in this answer alone.', { 201: MadeSourceDto })
  async create(@Body({ schema: NewSource }) body: NewSource): Promise<MadeSourceDto> {
    const { source, secret } = await this.sources.create(body);
    return { ...sourceDto(source), secret };
  }

  @Get()
  @Describe('Lists the sources in order of their ids.', { 200: listOf(SourceDto) })
  async list(@Query({ schema: ListQuery }) { limit, cursor }: z.infer<typeof ListQuery>): Promise<ListPage<SourceDto>> {
    const found = await this.store.list({ after: cursor, limit: limit + 1 });
    return pageOf(found.map(sourceDto), limit, ({ id }) => id);
  }

  @Get(':id')
  @Describe('Shows a source.', { 200: SourceDto })
  async show(@Param('id', { schema: SourceId }) id: SourceId): Promise<SourceDto> {
    return sourceDto(await this.sources.find(id));
  }

  @Patch(':id')
  @Describe('Changes a source; null takes a setting away.', { 200: SourceDto })
  async change(
    @Param('id', { schema: SourceId }) id: SourceId,
    @Body({ schema: SourceChange }) change: SourceChange,
  ): Promise<SourceDto> {
    return sourceDto(await this.sources.change(id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @Describe('Removes a source; its articles stay.', { 204: { description: 'It is gone.' } })
  remove(@Param('id', { schema: SourceId }) id: SourceId): Promise<void> {
    return this.sources.remove(id);
  }

  @Post(':id/secrets')
  @Header('cache-control', 'no-store')
  @Describe(
    'Adds a second live secret, so that the first can be taken out of use without a gap; it is in this answer alone.',
    { 201: MadeSecretDto },
  )
  async addSecret(@Param('id', { schema: SourceId }) id: SourceId): Promise<MadeSecretDto> {
    return this.sources.addSecret(id);
  }

  @Delete(':id/secrets/:secretId')
  @HttpCode(204)
  @Describe('Ends a secret; the last one stays.', { 204: { description: 'It is no longer taken.' } })
  removeSecret(@Param('id', { schema: SourceId }) id: SourceId, @Param('secretId') secretId: string): Promise<void> {
    return this.sources.removeSecret(id, secretId);
  }
}
