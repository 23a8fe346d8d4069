import type { Article } from '#contracts/article.js';
import { PermanentError, TransientError } from '#contracts/errors.js';
import type { IndexChange } from '#ports/search-index.port.js';
import type { IndexedTerms } from '#text/worker/index-terms.js';
import type { TextPool } from '#text/worker/text-pool.js';
import type { Database } from '../database.js';
import { analysed, changedId, changedVersion, type AnalysedChange } from './analysed-change.js';
import { cardOf, facetValuesOf } from '#contracts/article-card.js';
import type { ArticleColumn } from './article-columns.js';
import type { IndexState } from './index-state.js';
import { taggedTerms } from './language-terms.js';
import { isOfTheFile } from '../file-error.js';
import { OldArticles } from './old-articles.js';

const PUT = `UPDATE search_articles SET version = ?2, removed = 0, language = ?3, published = ?4, expires = ?5,
  translation_group = ?6, facet_values = ?7, title_terms = ?8, title_words = ?9, summary_terms = ?10, card = ?11
  WHERE docid = ?1`;
const REMOVE = `UPDATE search_articles SET version = ?2, removed = 1, language = NULL, published = NULL, expires = NULL,
  translation_group = NULL, facet_values = NULL, title_terms = NULL, title_words = NULL, summary_terms = NULL, card = NULL WHERE docid = ?1`;

/** A slice is committed after this time, so that whoever waits for the event loop waits no longer. */
const SLICE_MS = 6;
const ANALYSED_AT_ONCE = 64;

/** Writes batches of changes, a few milliseconds at a time; what a slice changes is in the file and in memory, or in neither. */
export class ArticleWriter {
  private tail: Promise<void> = Promise.resolve();
  private readonly olds: OldArticles;

  constructor(
    private readonly database: Database,
    private readonly state: IndexState,
    private readonly textPool: TextPool,
  ) {
    this.olds = new OldArticles(database, state.values);
  }

  /** Batches are written one after the other; with `again` articles of the version held are written anew. */
  apply(changes: readonly IndexChange[], again = false): Promise<void> {
    const done = this.tail.then(() => this.write(newestPerArticle(changes), again));
    this.tail = done.catch(() => undefined);
    return done;
  }

  /** While some changes are written the next ones are analysed in the pool. */
  private async write(changes: readonly IndexChange[], again: boolean): Promise<void> {
    const analysedFrom = (from: number): Promise<AnalysedChange[]> =>
      this.analysed(changes.slice(from, from + ANALYSED_AT_ONCE), again);
    let next = analysedFrom(0);
    for (let from = 0; from < changes.length; from += ANALYSED_AT_ONCE) {
      const ready = await next;
      next = analysedFrom(from + ANALYSED_AT_ONCE);
      next.catch(() => undefined);
      for (let at = 0; at < ready.length;) {
        at = this.writeSlice(ready, at);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }

  private async analysed(changes: readonly IndexChange[], again: boolean): Promise<AnalysedChange[]> {
    const some = this.olds.withoutStale(changes, again);
    return analysed(some, this.olds.inputs(some.map(changedId)), this.textPool);
  }

  /** Writes changes from one on until the slice is full; returns where to go on. */
  private writeSlice(ready: readonly AnalysedChange[], from: number): number {
    const began = performance.now();
    const taken: AnalysedChange[] = [];
    let counted: readonly AnalysedChange[] = [];
    const columns: Array<{ docid: number; column?: ArticleColumn }> = [];
    try {
      this.database.transaction(() => {
        for (const one of ready.slice(from)) {
          if (taken.length > 0 && performance.now() - began > SLICE_MS) break;
          taken.push(one);
          columns.push(this.writeOne(one));
        }
        this.state.words.count((counted = taken).flatMap(({ words }) => words));
      });
    } catch (error) {
      for (const { words } of counted) this.state.words.uncount(words);
      this.state.values.forgetNumbers();
      throw error;
    }
    for (const { docid, column } of columns) this.remember(docid, column);
    return from + taken.length;
  }

  private writeOne({ change, terms }: AnalysedChange): { docid: number; column?: ArticleColumn } {
    const id = changedId(change);
    try {
      const docid = this.docidOf(id);
      if (this.state.columns.has(docid)) this.database.run('DELETE FROM search_terms WHERE rowid = ?', docid);
      if (change.kind === 'put' && terms !== undefined) return this.put(docid, change.article, terms);
      this.database.run(REMOVE, docid, changedVersion(change));
      this.database.run('DELETE FROM search_texts WHERE docid = ?', docid);
      return { docid };
    } catch (cause) {
      if (isOfTheFile(cause)) throw new TransientError('the search index cannot be written now', { cause });
      throw new PermanentError(`the search index refuses article ${id}`, { cause });
    }
  }

  private docidOf(id: string): number {
    this.database.run('INSERT OR IGNORE INTO search_articles (id, version, removed) VALUES (?, 0, 1)', id);
    const row = this.database.get<{ docid: number }>('SELECT docid FROM search_articles WHERE id = ?', id);
    if (row === undefined) throw new Error(`no row for article ${id}`);
    return row.docid;
  }

  private put(docid: number, article: Article, terms: IndexedTerms): { docid: number; column: ArticleColumn } {
    const column = this.columnOf(docid, article);
    const { language, published, expires, group, values } = column;
    this.database.run(
      ...([PUT, docid, article.version, language, published, expires ?? null, group ?? null] as const),
      ...([JSON.stringify(values), terms.title, terms.titleWords, terms.summary] as const),
      JSON.stringify(cardOf(article)),
    );
    this.database.run('INSERT OR REPLACE INTO search_texts (docid, body) VALUES (?, ?)', docid, article.text);
    this.database.run(
      'INSERT INTO search_terms (rowid, title, summary, names, body) VALUES (?, ?, ?, ?, ?)',
      docid,
      ...[terms.title, terms.summary, terms.labels, terms.body].map((column) => taggedTerms(column, language)),
    );
    return { docid, column };
  }

  private columnOf(docid: number, article: Article): ArticleColumn {
    const { canonicalLanguage: language, expiresAt, translationGroup } = article;
    const published = Date.parse(article.publishedAt);
    const values = facetValuesOf(article).map(([facet, value]) => this.state.values.numberOf(facet, value));
    return {
      ...{ docid, language, published, values },
      ...(expiresAt === undefined ? {} : { expires: Date.parse(expiresAt) }),
      ...(translationGroup === undefined ? {} : { group: translationGroup }),
    };
  }

  private remember(docid: number, column: ArticleColumn | undefined): void {
    const { columns, values } = this.state;
    values.count(columns.values(docid), -1);
    columns.remove(docid);
    if (column === undefined) return;
    columns.put(column);
    values.count(column.values, 1);
  }
}

/** The change of highest version of each article, in the order of arrival. */
function newestPerArticle(changes: readonly IndexChange[]): IndexChange[] {
  const newest = new Map<string, IndexChange>();
  for (const change of changes) {
    const known = newest.get(changedId(change));
    if (known === undefined || changedVersion(change) > changedVersion(known)) newest.set(changedId(change), change);
  }
  return [...newest.values()];
}
