import { PublicArticles } from '#runtime/articles/public-articles.js';
import { Module } from '@nestjs/common';
import { FindNeighbours } from './find-neighbours/find-neighbours.js';
import { NearCopies } from './find-neighbours/near-copies.js';
import { ProfileCache } from './find-neighbours/profile-cache.js';
import { UpdateLists } from './find-neighbours/update-lists.js';
import { ListRelatedController } from './list-related/list-related.controller.js';
import { ProfileArticlesHandler } from './profile-article/profile-articles.handler.js';
import { ProfileArticles } from './profile-article/profile-articles.js';
import { RelatedStages } from './profile-article/related-stages.js';
import { ArchiveGrowth } from './weigh-terms/archive-growth.js';
import { ArchiveWeights } from './weigh-terms/archive-weights.js';
import { CountTerms } from './weigh-terms/count-terms.js';
import { Recount } from './weigh-terms/recount.job.js';

const PROFILES = [ProfileArticles, RelatedStages];
const WEIGHTS = [ArchiveGrowth, ArchiveWeights, CountTerms, Recount];
const NEIGHBOURS = [FindNeighbours, NearCopies, ProfileCache, UpdateLists];

/** Finds the articles nearest to each article and says why. */
@Module({
  controllers: [ProfileArticlesHandler, ListRelatedController],
  providers: [...PROFILES, ...WEIGHTS, ...NEIGHBOURS, PublicArticles],
})
export class RelatedModule {}
