import { ProblemError } from '#contracts/problem.js';
import { SearchRebuild } from '#contracts/search-rebuild.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { AskRebuild } from './ask-rebuild.js';

/** Making the search index anew, by an administrator. */
@AdminOnly()
@Controller('v1/search/rebuild')
export class RebuildIndexController {
  constructor(private readonly rebuilds: AskRebuild) {}

  @Post()
  @HttpCode(202)
  @Describe('Makes the search index anew from all articles; searches are answered meanwhile. One at a time.', {
    202: SearchRebuild,
  })
  ask(): Promise<SearchRebuild> {
    return this.rebuilds.ask('asked');
  }

  @Get(':id')
  @Describe('Shows what became of a rebuild.', { 200: SearchRebuild })
  async show(@Param('id') id: string): Promise<SearchRebuild> {
    const rebuild = await this.rebuilds.find(id);
    if (rebuild === undefined) throw new ProblemError(404, `there is no rebuild ${id}`);
    return rebuild;
  }
}
