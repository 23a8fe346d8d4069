import { Module } from '@nestjs/common';
import { FindNeighbours } from './find-neighbours/find-neighbours.js';
import { ProfileCache } from './find-neighbours/profile-cache.js';
import { UpdateLists } from './find-neighbours/update-lists.js';
import { ListRelatedController } from './list-related/list-related.controller.js';
import { ArchiveTerms } from './profile-article/archive-terms.js';
import { ProfileArticlesHandler } from './profile-article/profile-articles.handler.js';
import { ProfileArticles, RelatedParts } from './profile-article/profile-articles.js';
import { RecountTerms } from './profile-article/recount-terms.job.js';
import { RelatedStages } from './profile-article/related-stages.js';

const PROFILES = [ArchiveTerms, ProfileArticles, RelatedParts, RecountTerms, RelatedStages];

/** Finds the articles nearest to each article and says why. */
@Module({
  controllers: [ProfileArticlesHandler, ListRelatedController],
  providers: [...PROFILES, FindNeighbours, ProfileCache, UpdateLists],
})
export class RelatedModule {}
