import { PermanentError, TransientError } from '#contracts/errors.js';
import type { IndexChange } from '#ports/search-index.port.js';
import { randomUUID } from 'node:crypto';
import type { Database } from '../database.js';
import { changedId } from './analysed-change.js';
import type { ArticleWriter } from './article-writer.js';

interface Row {
  readonly docid: number;
  readonly id: string;
  readonly version: number;
}

const ROWS_AT_ONCE = 500;

/**
 * Writes all articles anew over what is there, one slice of a transaction after the other, so that every search finds each in
 * its old form or in its new one; at the end the articles are dropped that did not come again. Known in memory alone: after
 * a crash it has to be begun again.
 */
export class IndexRebuild {
  private current: { readonly name: string; readonly brought: Set<string> } | undefined;

  constructor(
    private readonly database: Database,
    private readonly writer: ArticleWriter,
  ) {}

  begin(): string {
    this.current = { name: randomUUID(), brought: new Set() };
    return this.current.name;
  }

  /** To be told before changes are written, whoever writes them. */
  brought(changes: readonly IndexChange[]): void {
    for (const change of changes) this.current?.brought.add(changedId(change));
  }

  async fill(name: string, changes: readonly IndexChange[]): Promise<void> {
    this.underWay(name);
    this.brought(changes);
    await this.writer.apply(changes, true);
  }

  async finish(name: string): Promise<void> {
    const brought = this.underWay(name);
    let last = 0;
    for (let rows = this.rowsAfter(last); rows.length > 0; rows = this.rowsAfter(last)) {
      last = rows.at(-1)?.docid ?? last;
      await this.drop(rows.filter(({ id }) => !brought.has(id)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (this.current?.name === name) this.current = undefined;
  }

  private underWay(name: string): ReadonlySet<string> {
    if (this.current === undefined) throw new TransientError('no rebuild of the search index is under way');
    if (this.current.name !== name) throw new PermanentError('another rebuild of the search index has taken its place');
    return this.current.brought;
  }

  private rowsAfter(docid: number): Row[] {
    const sql = 'SELECT docid, id, version FROM search_articles WHERE docid > ? ORDER BY docid LIMIT ?';
    return this.database.all<Row>(sql, docid, ROWS_AT_ONCE);
  }

  /** Removes them, and forgets the removals; what a change brought in the meantime stays. */
  private async drop(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    await this.writer.apply(
      rows.map(({ id, version }) => ({ kind: 'remove', id, version })),
      true,
    );
    const sql = 'DELETE FROM search_articles WHERE docid = ? AND version = ? AND removed = 1';
    this.database.transaction(() => {
      for (const { docid, version } of rows) this.database.run(sql, docid, version);
    });
  }
}
