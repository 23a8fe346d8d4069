import type { ArticleId, EditionId, NewsletterId } from '#contracts/ids.js';
import {
  EditionStore,
  type Cohort,
  type CohortMark,
  type EditionPage,
  type EditionRecord,
  type EditionState,
  type Served,
} from '#ports/edition-store.port.js';
import type { Database } from '../database.js';
import { EDITION_COLUMNS, toEdition, type EditionRow } from './edition-row.js';

const OWN_HOUR = -1;

const INSERT = `INSERT INTO editions (id, newsletter, language, slot, state, since, up_to, audience_kind, cohorts, audience,
    audience_complete, progress, revision, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

const MARK = `INSERT INTO edition_cohorts (newsletter, language, time_zone, hour, slot, up_to) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET slot = MAX(slot, excluded.slot), up_to = MAX(up_to, excluded.up_to)`;

const TOUCH = `UPDATE editions SET revision = revision + 1
  WHERE no IN (SELECT edition FROM edition_articles WHERE article IN (SELECT value FROM json_each(?)))
  RETURNING id, state`;

/** Editions in `editions` and `edition_articles`, what each cohort had in `edition_cohorts`. */
export class SqliteEditionStore extends EditionStore {
  constructor(private readonly database: Database) {
    super();
  }

  async create(edition: EditionRecord, after: number): Promise<boolean> {
    return this.database.transaction(() => {
      if (this.turn(edition.newsletter) !== after || this.insert(edition) === 0) return false;
      const sql = `INSERT INTO edition_articles (edition, place, article)
        SELECT (SELECT no FROM editions WHERE id = ?), key, value FROM json_each(?)`;
      this.database.run(sql, edition.id, JSON.stringify(edition.articleIds));
      if (edition.to.kind === 'cohorts') {
        for (const cohort of edition.to.cohorts) {
          this.mark(edition.newsletter, { ...cohort, slot: edition.slot, upTo: edition.upTo });
        }
      }
      return true;
    });
  }

  async find(id: EditionId): Promise<EditionRecord | undefined> {
    const row = this.database.get<EditionRow>(`SELECT ${EDITION_COLUMNS} FROM editions WHERE id = ?`, id);
    return row === undefined ? undefined : toEdition(row);
  }

  async list(page: EditionPage): Promise<EditionRecord[]> {
    const conditions = [
      page.newsletter === undefined ? [] : ['newsletter = ?', page.newsletter],
      page.language === undefined ? [] : ['language = ?', page.language],
      page.states === undefined ? [] : ['state IN (SELECT value FROM json_each(?))', JSON.stringify(page.states)],
      page.before === undefined ? [] : ['(slot, id) < (SELECT slot, id FROM editions WHERE id = ?)', page.before],
    ].filter((condition) => condition.length > 0);
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;
    const sql = `SELECT ${EDITION_COLUMNS} FROM editions ${where} ORDER BY slot DESC, id DESC LIMIT ?`;
    const values = conditions.flatMap(([, value]) => (value === undefined ? [] : [value]));
    return this.database.all<EditionRow>(sql, ...values, page.limit).map(toEdition);
  }

  async move(id: EditionId, from: readonly EditionState[], to: EditionState, at: Date): Promise<boolean> {
    const sql = `UPDATE editions SET state = ?2, ended_at = ?3
      WHERE id = ?1 AND state IN (SELECT value FROM json_each(?4))`;
    const endedAt = to === 'finished' || to === 'canceled' ? at.toISOString() : null;
    return this.database.run(sql, id, to, endedAt, JSON.stringify(from)) === 1;
  }

  async advance(id: EditionId, progress: { cursor: string; audience: number; complete: boolean }): Promise<void> {
    const sql = 'UPDATE editions SET progress = ?, audience = ?, audience_complete = ? WHERE id = ?';
    this.database.run(sql, progress.cursor, progress.audience, progress.complete ? 1 : 0, id);
  }

  async touch(articles: readonly ArticleId[]): Promise<EditionId[]> {
    const rows = this.database.returning<{ id: EditionId; state: EditionState }>(TOUCH, JSON.stringify(articles));
    return rows.filter(({ state }) => state !== 'finished' && state !== 'canceled').map(({ id }) => id);
  }

  async served(newsletter: NewsletterId): Promise<Served> {
    const turn = this.turn(newsletter);
    const sql = 'SELECT language, time_zone, hour, slot, up_to FROM edition_cohorts WHERE newsletter = ?';
    const marks = this.database
      .all<{ language: string; time_zone: string; hour: number; slot: string; up_to: number }>(sql, newsletter)
      .map((row) => ({ ...toCohort(row), slot: row.slot, upTo: row.up_to }));
    return { turn, marks };
  }

  async skip(newsletter: NewsletterId, marks: readonly CohortMark[]): Promise<void> {
    this.database.transaction(() => {
      for (const mark of marks) this.mark(newsletter, mark);
    });
  }

  async articlesUsed(query: {
    newsletter: NewsletterId;
    language: string;
    beyond: number;
    to: 'everyone' | 'anyone';
  }): Promise<ReadonlySet<ArticleId>> {
    const sql = `SELECT DISTINCT a.article FROM editions e JOIN edition_articles a ON a.edition = e.no
      WHERE e.newsletter = ? AND e.language = ? AND e.up_to > ? AND (? = 'anyone' OR e.audience_kind = 'everyone')`;
    const { newsletter, language, beyond, to } = query;
    const rows = this.database.all<{ article: ArticleId }>(sql, newsletter, language, beyond, to);
    return new Set(rows.map(({ article }) => article));
  }

  async lastPosition(newsletter: NewsletterId, language: string): Promise<number | undefined> {
    const sql = 'SELECT MAX(up_to) AS position FROM editions WHERE newsletter = ? AND language = ?';
    const row = this.database.get<{ position: number | null }>(sql, newsletter, language);
    return row?.position ?? undefined;
  }

  private turn(newsletter: NewsletterId): number {
    const sql = 'SELECT COUNT(*) AS turn FROM editions WHERE newsletter = ?';
    return this.database.get<{ turn: number }>(sql, newsletter)?.turn ?? 0;
  }

  private insert(edition: EditionRecord): number {
    const { id, newsletter, language, slot, state, since, upTo, to, audience } = edition;
    const cohorts = to.kind === 'cohorts' ? JSON.stringify(to.cohorts) : null;
    return this.database.run(
      INSERT,
      ...[id, newsletter, language, slot, state, since, upTo, to.kind, cohorts, audience],
      ...[edition.audienceComplete ? 1 : 0, edition.cursor, edition.revision, edition.createdAt],
    );
  }

  private mark(newsletter: NewsletterId, { language, timeZone, hour, slot, upTo }: CohortMark): void {
    this.database.run(MARK, newsletter, language, timeZone, hour ?? OWN_HOUR, slot, upTo);
  }
}

function toCohort(row: { language: string; time_zone: string; hour: number }): Cohort {
  return {
    language: row.language,
    timeZone: row.time_zone,
    ...(row.hour === OWN_HOUR ? {} : { hour: row.hour }),
  };
}
