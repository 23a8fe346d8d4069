import type { ArticleId } from '#contracts/ids.js';
import type { Newsletter, NewsletterQuery } from '#contracts/newsletter.js';
import { Clock } from '#ports/clock.port.js';
import { CollectedArticleStore, type CollectedArticle } from '#ports/collected-article-store.port.js';
import { primaryLanguage } from '#text/languages.js';
import { matchesQuery, parseQuery } from '#text/query.js';
import { terms } from '#text/terms.js';
import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { oncePerTranslationGroup } from './once-per-translation-group.js';
import { passesFilters } from './passes-filters.js';

const PAGE = 500;
/** An edition looks at the newest of a long archive alone. */
const WIDEST = 10_000;
/** Articles whose words are read between two turns of the event loop. */
const SLICE = 20;

/** What an edition chooses from: articles collected after `since`, up to and with `upTo`. */
export interface Choice {
  readonly newsletter: Newsletter;
  readonly language: string;
  readonly since: number;
  readonly upTo: number;
  /** Articles that its readers had before. */
  readonly without: ReadonlySet<ArticleId>;
}

/**
 * Chooses the articles of an edition by a rule that anyone can follow: those that the newsletter's query finds, once per
 * translation group, newest first (or as the query sorts), at most as many as the newsletter takes.
 */
@Injectable()
export class ChooseArticles {
  constructor(
    private readonly articles: CollectedArticleStore,
    private readonly clock: Clock,
  ) {}

  async choose({ newsletter, language, since, upTo, without }: Choice): Promise<CollectedArticle[]> {
    const { query, maxArticles } = newsletter;
    const now = this.clock.now().getTime();
    const found: CollectedArticle[] = [];
    const own = primaryLanguage(language);
    const languages = query.lang === undefined || query.lang.length === 0 ? [own] : query.lang.map(primaryLanguage);
    let after = Math.max(since, upTo - WIDEST);
    for (;;) {
      const page = await this.articles.range({ after, upTo, languages, limit: PAGE });
      const live = page.filter(
        (article) =>
          !without.has(article.id) &&
          (article.expiresAt === undefined || Date.parse(article.expiresAt) > now) &&
          passesFilters(article, query),
      );
      found.push(...(await this.matching(live, query)));
      after = page.at(-1)?.position ?? upTo;
      if (page.length < PAGE) break;
      await nextTurn();
    }
    return oncePerTranslationGroup(found, own).sort(orderOf(query)).slice(0, maxArticles);
  }

  private async matching(articles: readonly CollectedArticle[], { q }: NewsletterQuery): Promise<CollectedArticle[]> {
    if (q.trim() === '') return [...articles];
    const query = parseQuery(q);
    const found: CollectedArticle[] = [];
    for (let start = 0; start < articles.length; start += SLICE) {
      const slice = articles.slice(start, start + SLICE);
      const texts = await this.articles.texts(slice.map(({ id }) => id));
      found.push(
        ...slice.filter(({ id, language }) => matchesQuery(query, terms(texts.get(id) ?? '', language), language)),
      );
      await nextTurn();
    }
    return found;
  }
}

function orderOf({ sort }: NewsletterQuery): (one: CollectedArticle, other: CollectedArticle) => number {
  const direction = sort === 'oldest' ? 1 : -1;
  return (one, other) =>
    direction * (Date.parse(one.publishedAt) - Date.parse(other.publishedAt) || one.position - other.position);
}
