import type { EditionId } from '#contracts/ids.js';
import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import { EditionStore, type Edition, type EditionPage, type EditionRecord } from '#ports/edition-store.port.js';
import { Injectable } from '@nestjs/common';

/** Reads editions with the articles that may still be shown: a withdrawn one is gone, a corrected one is as it is now. */
@Injectable()
export class EditionReader {
  constructor(
    private readonly editions: EditionStore,
    private readonly articles: CollectedArticleStore,
  ) {}

  async find(id: EditionId): Promise<Edition | undefined> {
    const record = await this.editions.find(id);
    return record === undefined ? undefined : this.withArticles(record);
  }

  /** Newest slot first. */
  async list(page: EditionPage): Promise<Edition[]> {
    return Promise.all((await this.editions.list(page)).map((record) => this.withArticles(record)));
  }

  async withArticles(record: EditionRecord): Promise<Edition> {
    return { ...record, articles: await this.articles.find(record.articleIds) };
  }
}
