import type { IndexChange } from '#ports/search-index.port.js';
import type { IndexInput } from '#text/worker/index-terms.js';
import type { Database } from '../database.js';
import { changedId, changedVersion } from './analysed-change.js';
import type { ArticleCard } from '#contracts/article-card.js';
import type { FacetValues } from './facet-values.js';

interface Row {
  id: string;
  language: string;
  card: string;
  facet_values: string;
  body: string;
}

const LABELS: ReadonlySet<string> = new Set(['person', 'organisation', 'place', 'tag', 'author']);

/** What the index holds of articles that changes are about. */
export class OldArticles {
  constructor(
    private readonly database: Database,
    private readonly values: FacetValues,
  ) {}

  /** The changes that are newer than what is there, removals included; with `again` those of the version held, too. */
  withoutStale(changes: readonly IndexChange[], again: boolean): IndexChange[] {
    const sql = 'SELECT id, version FROM search_articles WHERE id IN (SELECT value FROM json_each(?))';
    const rows = this.database.all<{ id: string; version: number }>(sql, JSON.stringify(changes.map(changedId)));
    const versions = new Map(rows.map(({ id, version }) => [id, version]));
    const least = (id: string): number => (versions.get(id) ?? 0) + (again ? 0 : 1);
    return changes.filter((change) => changedVersion(change) >= least(changedId(change)));
  }

  /** The texts under which articles are indexed now, to be analysed as they once were. */
  inputs(ids: readonly string[]): Map<string, IndexInput> {
    const sql = `SELECT id, language, card, facet_values, body FROM search_articles JOIN search_texts USING (docid)
      WHERE removed = 0 AND id IN (SELECT value FROM json_each(?))`;
    return new Map(this.database.all<Row>(sql, JSON.stringify(ids)).map((row) => [row.id, this.inputOf(row)]));
  }

  private inputOf({ id, language, card, facet_values, body }: Row): IndexInput {
    const { title, summary = '' } = JSON.parse(card) as ArticleCard;
    const named = this.values.named(JSON.parse(facet_values) as number[]);
    const labels = [...new Set(named.filter(({ facet }) => LABELS.has(facet)).map(({ value }) => value))];
    return { id, title, summary, labels, body, language };
  }
}
