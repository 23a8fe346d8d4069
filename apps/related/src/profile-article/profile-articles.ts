import type { Article } from '#contracts/article.js';
import type { ArticleId } from '#contracts/ids.js';
import { PostingStore } from '#ports/posting-store.port.js';
import { RelatedStore } from '#ports/related-store.port.js';
import { TextPool } from '#text/worker/text-pool.js';
import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ProfileCache } from '../find-neighbours/profile-cache.js';
import { UpdateLists } from '../find-neighbours/update-lists.js';
import { ArchiveTerms } from './archive-terms.js';
import { toProfile, type WordedProfile } from './to-profile.js';

/** Where profiles and finished lists are kept. */
@Injectable()
export class RelatedParts {
  constructor(
    readonly postings: PostingStore,
    readonly lists: RelatedStore,
    readonly cache: ProfileCache,
  ) {}
}

/** Brings new versions into profiles and lists, and takes withdrawn articles out of both. */
@Injectable()
export class ProfileArticles {
  constructor(
    private readonly textPool: TextPool,
    private readonly archive: ArchiveTerms,
    private readonly updateLists: UpdateLists,
    private readonly parts: RelatedParts,
  ) {}

  /**
   * Lists are made for every version that is the newest, again when it comes again: a crash may have come between a profile
   * and its list.
   */
  async publish(articles: readonly Article[]): Promise<void> {
    if (articles.length === 0) return;
    const worded = await this.profiled(articles);
    const changed = new Set(await this.parts.postings.put(worded.map(({ profile }) => profile)));
    this.parts.cache.forget([...changed]);
    for (const one of worded) {
      const { profile } = one;
      if (changed.has(profile.id)) this.archive.add(profile);
      else if (!(await this.isNewest(profile.id, profile.version))) continue;
      await this.updateLists.update(one);
      await nextTurn();
    }
  }

  async withdraw(articles: ReadonlyArray<{ id: ArticleId; version: number }>): Promise<void> {
    if (articles.length === 0) return;
    await this.parts.postings.remove(articles);
    this.parts.cache.forget(articles.map(({ id }) => id));
    const live = new Set((await this.parts.postings.profiles(articles.map(({ id }) => id))).map(({ id }) => id));
    await this.parts.lists.remove(articles.map(({ id }) => id).filter((id) => !live.has(id)));
  }

  private async isNewest(id: ArticleId, version: number): Promise<boolean> {
    const [known] = await this.parts.cache.get([id]);
    return known?.version === version;
  }

  private async profiled(articles: readonly Article[]): Promise<WordedProfile[]> {
    const counted = await this.textPool.run(
      'profileTerms',
      articles.map(({ id, canonicalLanguage: language, title, summary = '', text: body }) => {
        return { id, language, title, summary, body };
      }),
    );
    const worded: WordedProfile[] = [];
    for (const [index, article] of articles.entries()) {
      const terms = counted[index];
      if (terms === undefined) throw new Error(`the terms of ${article.id} were not counted`);
      worded.push(toProfile(article, terms, await this.archive.rarityIn(article.canonicalLanguage)));
    }
    return worded;
  }
}
