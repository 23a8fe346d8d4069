import type { SearchAnswer, SearchHit } from '#contracts/search.js';
import { SearchIndex, type IndexChange, type SearchRequest, type Suggestion } from '#ports/search-index.port.js';
import { primaryLanguage } from '#text/languages.js';
import { answerSearch } from './answer-search.js';
import { ArchiveFacts } from './archive-facts.js';
import type { ArticleDocument } from './article-document.js';
import { DocumentWriter } from './document-writer.js';
import { IndexBeside } from './index-beside.js';
import { MeilisearchLink } from './meilisearch-link.js';
import { MEILISEARCH_TIMING, type MeilisearchOptions } from './meilisearch-options.js';
import { isDocumentId } from './newest-changes.js';
import { NewerDocuments } from './newer-documents.js';
import { isOutdated, openIndex } from './open-index.js';
import { allOf, findable } from './search-filter.js';
import { suggestCompletions } from './suggest-completions.js';
import { membersOf } from './translation-groups.js';

/**
 * SearchIndex on Meilisearch: one index for all languages, in which each article stands as it was written and once more
 * by its stems. Letter case does not count in filters, and values that differ in nothing else are counted as one.
 */
export class MeilisearchSearchIndex extends SearchIndex {
  /** A task takes half a second whether it holds one article or hundreds. */
  readonly changesAtOnce = 512;
  private readonly link: MeilisearchLink;
  private readonly facts: ArchiveFacts;
  private readonly writer: DocumentWriter;
  private readonly filler: DocumentWriter;
  private readonly beside: IndexBeside;
  private opening: Promise<void> | undefined;

  constructor(private readonly options: MeilisearchOptions) {
    super();
    const { url, key, namespace, clock } = options;
    const timing = { ...MEILISEARCH_TIMING, ...options.timing };
    this.link = new MeilisearchLink(url, key, `${namespace}_articles`, timing);
    this.facts = new ArchiveFacts(this.link, clock, timing.factsForMs);
    const next = new MeilisearchLink(url, key, `${namespace}_articles_next`, timing);
    this.beside = new IndexBeside(next, this.link);
    const [inUse, inNext] = [this.link, next].map(
      (link) => new NewerDocuments(link, (documents) => this.facts.written(documents)),
    ) as [NewerDocuments, NewerDocuments];
    // The index beside comes first: by the time of the second write it may be the one in use.
    this.writer = new DocumentWriter(async () =>
      (await this.beside.underWay()) === undefined ? [inUse] : [inNext, inUse],
    );
    this.filler = new DocumentWriter(async () => [inNext]);
  }

  /**
   * Makes the index with its settings where there is none; one that holds articles answers with the settings it has.
   * Whatever is asked before does it first, so that a process may begin while the server is away.
   */
  open(): Promise<void> {
    this.opening ??= openIndex(this.link).catch((error: unknown) => {
      this.opening = undefined;
      this.options.trouble?.('the search index cannot be opened', error);
      throw error;
    });
    return this.opening;
  }

  /** Resolves when the server answers now. */
  async ping(): Promise<void> {
    await this.link.use('Meilisearch is away', (client) => client.health());
  }

  /** Resolves when what was being written is written or has failed. */
  async close(): Promise<void> {
    await this.opening?.catch(() => undefined);
    await Promise.all([this.writer.settled(), this.filler.settled()]);
  }

  async apply(changes: readonly IndexChange[]): Promise<void> {
    await this.onOpened(() => this.writer.apply(changes));
  }

  async search(request: SearchRequest): Promise<SearchAnswer> {
    const context = { link: this.link, facts: this.facts, now: this.now() };
    return this.onOpened(() => answerSearch(request, context));
  }

  async suggest({ q, language, limit }: { q: string; language?: string; limit: number }): Promise<Suggestion[]> {
    const spoken = language === undefined ? undefined : primaryLanguage(language);
    return this.onOpened(() => suggestCompletions({ q, language: spoken, limit, now: this.now() }, this.link));
  }

  async translations(id: string): Promise<SearchHit['translations']> {
    if (!isDocumentId(id)) return [];
    const members = await this.onOpened(async () => {
      const [document] = await this.link.documents<Pick<ArticleDocument, 'group'>>([id], ['group']);
      if (document?.group === undefined) return [];
      return (await membersOf([document.group], this.now(), this.link)).get(document.group) ?? [];
    });
    const others = members.filter((member) => member.id !== id);
    return others.length < members.length ? others : [];
  }

  async count(): Promise<number> {
    const all = { q: '', page: 1, hitsPerPage: 1, attributesToRetrieve: ['id'] };
    const { total } = await this.onOpened(() => this.link.search({ ...all, filter: allOf(findable(this.now())) }));
    return total;
  }

  async needsRebuild(): Promise<boolean> {
    return this.onOpened(() => isOutdated(this.link));
  }

  async beginRebuild(): Promise<string> {
    return this.onOpened(() => this.beside.begin());
  }

  async fillRebuild(rebuild: string, changes: readonly IndexChange[]): Promise<void> {
    await this.beside.require(rebuild);
    await this.filler.apply(changes);
  }

  async finishRebuild(rebuild: string): Promise<void> {
    await this.beside.require(rebuild);
    await this.beside.takePlace();
  }

  /** After any failure the index and its settings are looked at again: they may have been lost. */
  private async onOpened<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.open();
    try {
      return await work();
    } catch (error) {
      this.opening = undefined;
      throw error;
    }
  }

  private now(): number {
    return this.options.clock.now().getTime();
  }
}
