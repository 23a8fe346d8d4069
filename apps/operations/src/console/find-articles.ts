import { articleIdOf } from '#contracts/article-id.js';
import { ArticleId } from '#contracts/ids.js';
import type { SearchHit } from '#contracts/search.js';
import { ArticleStore } from '#ports/article-store.port.js';
import { SearchIndex } from '#ports/search-index.port.js';
import { SourceStore } from '#ports/source-store.port.js';
import type { ReceiptDto } from '#runtime/articles/receipt.dto.js';
import { Receipts } from '#runtime/articles/receipts.js';
import { Injectable } from '@nestjs/common';

const SOURCES_AT_ONCE = 100;
const MOST_HITS = 50;

/** Finds articles for operations: also those that readers cannot see, where they are named exactly. */
@Injectable()
export class FindArticles {
  constructor(
    private readonly articles: ArticleStore,
    private readonly receipts: Receipts,
    private readonly sources: SourceStore,
    private readonly index: SearchIndex,
  ) {}

  /** By id, by an address that holds the id, by the sender's own id, or by the address at the publisher. */
  async named(wanted: string): Promise<{ receipt: ReceiptDto; title: string } | undefined> {
    const id = (await this.known(idsIn(wanted))) ?? (await this.bySender(wanted)) ?? (await this.byAddress(wanted));
    if (id === undefined) return undefined;
    const receipt = await this.receipts.find(id);
    const newest = (await this.articles.versions(id)).at(-1)?.input.title;
    return { receipt, title: (await this.articles.published(id))?.title ?? newest ?? receipt.externalId };
  }

  /** By words. */
  async like(words: string): Promise<readonly SearchHit[]> {
    const { hits } = await this.index.search({
      ...{ q: words.slice(0, 500), filters: {}, sort: 'relevance', page: 1, limit: MOST_HITS, facets: [] },
      ...{ collapse: 'none', highlight: false, explain: false },
    });
    return hits;
  }

  private async known(ids: readonly ArticleId[]): Promise<ArticleId | undefined> {
    if (ids.length === 0) return undefined;
    const heads = await this.articles.heads(ids);
    return ids.find((id) => heads.has(id));
  }

  /** The id follows from source and external id, so every source is tried. */
  private async bySender(externalId: string): Promise<ArticleId | undefined> {
    for (let after: string | undefined; ;) {
      const sources = await this.sources.list({ after, limit: SOURCES_AT_ONCE });
      const found = await this.known(sources.map(({ id }) => articleIdOf(id, externalId)));
      after = sources.at(-1)?.id;
      if (found !== undefined || sources.length < SOURCES_AT_ONCE) return found;
    }
  }

  /** Addresses are not indexed as such: their last words are searched, and the address is compared. */
  private async byAddress(wanted: string): Promise<ArticleId | undefined> {
    if (!URL.canParse(wanted) || !/^https?:/i.test(wanted)) return undefined;
    const { href, pathname } = new URL(wanted);
    const hit = (await this.like(lastWordsOf(pathname))).find(
      ({ url }) => url !== undefined && new URL(url).href === href,
    );
    return hit === undefined ? undefined : ArticleId.parse(hit.id);
  }
}

function idsIn(text: string): ArticleId[] {
  return (text.match(/(?<![a-z0-9])[a-z2-7]{26}(?![a-z0-9])/g) ?? []).map((id) => ArticleId.parse(id));
}

/** The last part of a path as words; none where it is no text. */
function lastWordsOf(path: string): string {
  const last = path.split('/').findLast((part) => part !== '') ?? '';
  try {
    return decodeURIComponent(last).replace(/[-_.+]+/g, ' ');
  } catch {
    return '';
  }
}
