import type { Article } from '#contracts/article.js';
import type { ArticleId } from '#contracts/ids.js';
import { ProblemError } from '#contracts/problem.js';
import { ArticleStore, type ArticleVersion } from '#ports/article-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { Injectable } from '@nestjs/common';

/** Articles as anyone may read them. */
@Injectable()
export class PublicArticles {
  constructor(
    private readonly store: ArticleStore,
    private readonly clock: Clock,
  ) {}

  /** 410 when it was withdrawn or has expired, 404 when nothing of it is public. */
  async find(id: ArticleId): Promise<Article> {
    const article = await this.store.published(id);
    if (article !== undefined) return this.unexpired(article);
    const head = (await this.store.heads([id])).get(id);
    if (head?.state === 'withdrawn') throw new ProblemError(410, `The article ${id} was withdrawn.`);
    throw new ProblemError(404, `There is no article ${id}.`);
  }

  private unexpired(article: Article): Article {
    const { id, expiresAt } = article;
    if (expiresAt === undefined || Date.parse(expiresAt) > this.clock.now().getTime()) return article;
    throw new ProblemError(410, `The article ${id} expired on ${expiresAt}.`);
  }

  /** Versions that were public, up to the one that is; none that is still on its way or under embargo. */
  async versions(id: ArticleId): Promise<ArticleVersion[]> {
    const { version } = await this.find(id);
    const now = this.clock.now().getTime();
    return (await this.store.versions(id)).filter(
      ({ version: number, input }) =>
        number <= version &&
        input.status !== 'withdrawn' &&
        (input.embargoedUntil === undefined || Date.parse(input.embargoedUntil) <= now),
    );
  }
}
