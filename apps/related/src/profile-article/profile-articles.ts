import type { Article } from '#contracts/article.js';
import type { ArticleId } from '#contracts/ids.js';
import { RELATED_WEIGHTS as W } from '#contracts/related-ranking.js';
import { PostingStore, type ProfileToPut } from '#ports/posting-store.port.js';
import { TextPool } from '#text/worker/text-pool.js';
import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { postingKeys } from '../find-neighbours/posting-keys.js';
import { ProfileCache } from '../find-neighbours/profile-cache.js';
import { ArchiveWeights } from '../weigh-terms/archive-weights.js';
import { toProfile } from './to-profile.js';

const FIELDS = { title: W.title.value, summary: W.summary.value, body: 1 };
/** Written at once: a few milliseconds of work for the store. */
const WRITTEN_AT_ONCE = 16;

/** Keeps the profiles of articles. */
@Injectable()
export class ProfileArticles {
  constructor(
    private readonly textPool: TextPool,
    private readonly weights: ArchiveWeights,
    private readonly postings: PostingStore,
    private readonly cache: ProfileCache,
  ) {}

  /** Answers those whose stored version now is this one. */
  async put(articles: readonly Article[]): Promise<ArticleId[]> {
    const profiles = await this.profiled(articles);
    const standing: ArticleId[] = [];
    for (let from = 0; from < profiles.length; from += WRITTEN_AT_ONCE) {
      standing.push(...(await this.postings.put(profiles.slice(from, from + WRITTEN_AT_ONCE))));
      await nextTurn();
    }
    this.cache.forget(standing);
    return standing;
  }

  /** Answers those that are removed by now in this version. */
  async remove(articles: ReadonlyArray<{ id: ArticleId; version: number }>): Promise<ArticleId[]> {
    const standing = await this.postings.remove(articles);
    this.cache.forget(standing);
    return standing;
  }

  private async profiled(articles: readonly Article[]): Promise<ProfileToPut[]> {
    const weights = await this.weights.current();
    const counted = await this.textPool.run(
      'profileTerms',
      articles.map(({ id, canonicalLanguage: language, title, summary = '', text: body }) => {
        return { id, language, title, summary, body, weights: FIELDS };
      }),
    );
    return articles.map((article, index) => {
      const terms = counted[index];
      if (terms === undefined) throw new Error(`the terms of ${article.id} were not counted`);
      const profile = toProfile(article, terms, weights.of(article.canonicalLanguage));
      return { profile, keys: postingKeys(profile), shingles: terms.shingles };
    });
  }
}
