import { SourceId } from '#contracts/ids.js';
import { ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { SourceStore } from '#ports/source-store.port.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ManageSources } from './manage-sources.js';
import { NewSource, SourceChange, sourceDto, type SourceDto } from './source.dto.js';

/** Administration of sources. */
@AdminOnly()
@Controller('v1/sources')
export class SourcesController {
  constructor(
    private readonly sources: ManageSources,
    private readonly store: SourceStore,
  ) {}

  /** The secret is in this answer alone. */
  @Post()
  @Header('cache-control', 'no-store')
  async create(@Body({ schema: NewSource }) body: NewSource): Promise<SourceDto & { secret: string }> {
    const { source, secret } = await this.sources.create(body);
    return { ...sourceDto(source), secret };
  }

  @Get()
  async list(@Query({ schema: ListQuery }) { limit, cursor }: z.infer<typeof ListQuery>): Promise<ListPage<SourceDto>> {
    const found = await this.store.list({ after: cursor, limit: limit + 1 });
    return pageOf(found.map(sourceDto), limit, ({ id }) => id);
  }

  @Get(':id')
  async show(@Param('id', { schema: SourceId }) id: SourceId): Promise<SourceDto> {
    return sourceDto(await this.sources.find(id));
  }

  @Patch(':id')
  async change(
    @Param('id', { schema: SourceId }) id: SourceId,
    @Body({ schema: SourceChange }) change: SourceChange,
  ): Promise<SourceDto> {
    return sourceDto(await this.sources.change(id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id', { schema: SourceId }) id: SourceId): Promise<void> {
    return this.sources.remove(id);
  }

  /** A second live secret, so that the first can be taken out of use without a gap; shown in this answer alone. */
  @Post(':id/secrets')
  @Header('cache-control', 'no-store')
  async addSecret(
    @Param('id', { schema: SourceId }) id: SourceId,
  ): Promise<{ id: string; secret: string; createdAt: string }> {
    return this.sources.addSecret(id);
  }

  @Delete(':id/secrets/:secretId')
  @HttpCode(204)
  removeSecret(@Param('id', { schema: SourceId }) id: SourceId, @Param('secretId') secretId: string): Promise<void> {
    return this.sources.removeSecret(id, secretId);
  }
}
