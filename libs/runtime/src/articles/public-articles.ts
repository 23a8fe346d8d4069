import type { Article } from '#contracts/article.js';
import type { ArticleId } from '#contracts/ids.js';
import { ProblemError } from '#contracts/problem.js';
import { ArticleStore, type ArticleVersion } from '#ports/article-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { ReceiptStore } from '#ports/receipt-store.port.js';
import { Injectable } from '@nestjs/common';

/** Articles as anyone may read them. */
@Injectable()
export class PublicArticles {
  constructor(
    private readonly store: ArticleStore,
    private readonly receipts: ReceiptStore,
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

  /**
   * The version that is public and those that were before it, oldest first: none that was replaced before anyone saw it, and none
   * from before the article was last taken back.
   */
  async versions(id: ArticleId): Promise<ArticleVersion[]> {
    const { version: current } = await this.find(id);
    const [received, entries] = await Promise.all([this.store.versions(id), this.receipts.read(id)]);
    const published = entries.filter(({ stage, outcome }) => stage === 'published' && outcome === 'completed');
    const shown = new Set([current, ...published.map(({ version }) => version)]);
    const takenBack = lastTakenBack(received, current);
    return received.filter(({ version }) => version > takenBack && version <= current && shown.has(version));
  }
}

/** A withdrawal is a version of its own; one that an embargo made was received by nobody, and is a gap. 0 when there is none. */
function lastTakenBack(received: readonly ArticleVersion[], current: number): number {
  const standing = new Set(received.flatMap(({ version, input }) => (input.status === 'withdrawn' ? [] : version)));
  for (let version = current; version > 0; version -= 1) if (!standing.has(version)) return version;
  return 0;
}
