import type { SearchAnswer, SearchHit } from '#contracts/search.js';
import type { Clock } from '#ports/clock.port.js';
import { SearchIndex, type IndexChange, type SearchRequest, type Suggestion } from '#ports/search-index.port.js';
import { primaryLanguage } from '#text/languages.js';
import type { TextPool } from '#text/worker/text-pool.js';
import type { Database } from '../database.js';
import { CHANGES_AT_ONCE } from './changes-at-once.js';
import { answerSearch } from './answer-search.js';
import { ArticleWriter } from './article-writer.js';
import { IndexRebuild } from './index-rebuild.js';
import { IndexState } from './index-state.js';
import { listTranslations } from './list-translations.js';
import { TermsMerger } from './terms-merger.js';
import { suggestCompletions } from './suggest-completions.js';

/**
 * FTS5 finds the articles that hold stems; which stems, in what order the articles stand and what is shown of them is
 * decided here. Columns, facet counts and words are also held in memory: about two hundred bytes an article.
 */
export class SqliteSearchIndex extends SearchIndex {
  readonly changesAtOnce = CHANGES_AT_ONCE;
  private readonly writer: ArticleWriter;
  private readonly merger: TermsMerger;
  private readonly rebuild: IndexRebuild;

  private constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly state: IndexState,
    textPool: TextPool,
  ) {
    super();
    this.writer = new ArticleWriter(database, state, textPool);
    this.merger = new TermsMerger(database);
    this.rebuild = new IndexRebuild(database, this.writer);
    this.merger.waitForQuiet();
  }

  static async open(database: Database, clock: Clock, textPool: TextPool): Promise<SqliteSearchIndex> {
    database.applySchema(new URL('./search-index.schema.sql', import.meta.url));
    return new SqliteSearchIndex(database, clock, await IndexState.load(database), textPool);
  }

  async apply(changes: readonly IndexChange[]): Promise<void> {
    this.rebuild.brought(changes);
    await this.write(() => this.writer.apply(changes));
  }

  async search(request: SearchRequest): Promise<SearchAnswer> {
    return answerSearch(request, { database: this.database, state: this.state, now: this.letEndedGo() });
  }

  async suggest({ q, language, limit }: { q: string; language?: string; limit: number }): Promise<Suggestion[]> {
    this.letEndedGo();
    const wanted = language === undefined ? undefined : primaryLanguage(language);
    const { columns } = this.state;
    return suggestCompletions(q, limit, {
      database: this.database,
      state: this.state,
      languages: this.state.languages(wanted === undefined ? [] : [wanted]),
      isFindable: (docid) => columns.has(docid) && (wanted === undefined || columns.languageOf(docid) === wanted),
    });
  }

  async translations(id: string): Promise<SearchHit['translations']> {
    this.letEndedGo();
    const { columns } = this.state;
    const row = this.database.get<{ docid: number }>('SELECT docid FROM search_articles WHERE id = ?', id);
    if (row === undefined || !columns.has(row.docid)) return [];
    return listTranslations([row.docid], { database: this.database, columns }).get(row.docid) ?? [];
  }

  async count(): Promise<number> {
    this.letEndedGo();
    return this.state.columns.count;
  }

  /** The file keeps no rules of its own: whatever is written is analysed by those of the code. */
  async needsRebuild(): Promise<boolean> {
    return false;
  }

  async beginRebuild(): Promise<string> {
    return this.rebuild.begin();
  }

  async fillRebuild(rebuild: string, changes: readonly IndexChange[]): Promise<void> {
    await this.write(() => this.rebuild.fill(rebuild, changes));
  }

  async finishRebuild(rebuild: string): Promise<void> {
    await this.write(() => this.rebuild.finish(rebuild));
  }

  private async write(work: () => Promise<void>): Promise<void> {
    this.merger.waitForQuiet();
    await work();
    this.merger.waitForQuiet();
  }

  /** Before any question; answers its time. */
  private letEndedGo(): number {
    const now = this.clock.now().getTime();
    this.state.dropEnded(now);
    return now;
  }
}
