import type { Database } from '../database.js';
import { ArchiveWords } from './archive-words.js';
import { ArticleColumns } from './article-columns.js';
import { FacetValues } from './facet-values.js';

interface Row {
  docid: number;
  language: string;
  published: number;
  expires: number | null;
  translation_group: string | null;
  facet_values: string;
}

const ROWS_AT_ONCE = 5_000;
const LOAD = `SELECT docid, language, published, expires, translation_group, facet_values FROM search_articles
  WHERE docid > ? AND removed = 0 ORDER BY docid LIMIT ?`;

/** What the index holds in memory beside the file: columns, facet counts and words. */
export class IndexState {
  readonly columns = new ArticleColumns();
  readonly words: ArchiveWords;
  readonly values: FacetValues;

  private constructor(private readonly database: Database) {
    this.words = new ArchiveWords(database);
    this.values = new FacetValues(database);
  }

  /** Reads it from the file in slices: about a second for a hundred thousand articles. */
  static async load(database: Database): Promise<IndexState> {
    const state = new IndexState(database);
    await state.words.load(pause);
    await state.values.load(pause);
    for (let last: number | undefined = 0; last !== undefined; await pause()) last = state.loadColumns(last);
    return state;
  }

  /** Lets go of articles whose end has come. */
  dropEnded(now: number): void {
    for (const docid of this.columns.ended(now)) {
      this.values.count(this.columns.values(docid), -1);
      this.columns.remove(docid);
    }
  }

  /** The languages to search in: those asked for, else all of the archive, the one with most articles first. */
  languages(wanted: readonly string[]): string[] {
    return wanted.length > 0 ? [...new Set(wanted)] : this.columns.languagesByArticles();
  }

  private loadColumns(after: number): number | undefined {
    const rows = this.database.all<Row>(LOAD, after, ROWS_AT_ONCE);
    for (const { docid, language, published, expires, translation_group, facet_values } of rows) {
      const values = JSON.parse(facet_values) as number[];
      this.columns.put({
        ...{ docid, language, published, values },
        ...(expires === null ? {} : { expires }),
        ...(translation_group === null ? {} : { group: translation_group }),
      });
      this.values.count(values, 1);
    }
    return rows.at(-1)?.docid;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
