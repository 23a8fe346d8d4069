import type { ArticleToCollect } from '#ports/collected-article-store.port.js';
import { MOVED_KEYS, type MovedRows } from '#ports/moving/moved-rows.js';
import type { EditionId } from '#contracts/ids.js';
import type { Database } from '../database.js';
import { EDITION_COLUMNS, toEdition, type EditionRow } from '../newsletter/edition-row.js';
import { SEND_COLUMNS, toSend, type SendRow } from '../newsletter/send-row.js';
import type { SqliteRows } from './sqlite-movable.js';

interface CollectedColumns extends Pick<MovedRows['collected'], 'id' | 'version'> {
  readonly withdrawn: number;
  readonly position: number | null;
  readonly collected_at: number | null;
  readonly card: string | null;
  readonly text: string | null;
}
interface CohortColumns extends Pick<MovedRows['cohorts'], 'newsletter' | 'language' | 'slot'> {
  readonly time_zone: string;
  readonly hour: number;
  readonly up_to: number;
}

const OWN_HOUR = -1;
const INSERT_EDITION = `INSERT INTO editions (id, newsletter, language, slot, state, since, up_to, audience_kind, cohorts, audience,
    audience_complete, progress, revision, created_at, ended_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const INSERT_ARTICLES = `INSERT INTO edition_articles (edition, place, article)
  SELECT (SELECT no FROM editions WHERE id = ?), key, value FROM json_each(?)`;
const INSERT_SEND = `INSERT OR REPLACE INTO sends (edition, ${SEND_COLUMNS})
  VALUES ((SELECT no FROM ledger_editions WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const INSERT_COLLECTED = `INSERT OR REPLACE INTO collected_articles (id, version, withdrawn, position, language, translation_group,
    collected_at, card) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

/** Editions with their lists of articles. */
export function editionRows(database: Database): SqliteRows<MovedRows['editions'], EditionRow> {
  const remove = ({ id }: MovedRows['editions']): void => {
    database.run('DELETE FROM edition_articles WHERE edition = (SELECT no FROM editions WHERE id = ?)', id);
    database.run('DELETE FROM editions WHERE id = ?', id);
  };
  return {
    ...{ from: 'editions', columns: EDITION_COLUMNS, order: ['id'], key: ['editions.id'], keyOf: MOVED_KEYS.editions },
    read: toEdition,
    write: (edition) => {
      remove(edition);
      const { id, newsletter, language, slot, state, since, upTo, to, audience, articleIds } = edition;
      const cohorts = to.kind === 'cohorts' ? JSON.stringify(to.cohorts) : null;
      database.run(
        INSERT_EDITION,
        ...[id, newsletter, language, slot, state, since, upTo, to.kind, cohorts, audience],
        ...[edition.audienceComplete ? 1 : 0, edition.cursor, edition.revision, edition.createdAt],
        edition.endedAt ?? null,
      );
      database.run(INSERT_ARTICLES, id, JSON.stringify(articleIds));
    },
    remove,
  };
}

/** What each cohort last got. */
export function cohortRows(database: Database): SqliteRows<MovedRows['cohorts'], CohortColumns> {
  const key = ['newsletter', 'language', 'time_zone', 'hour'];
  const columns = [...key, 'slot', 'up_to'].join(', ');
  return {
    ...{ from: 'edition_cohorts', columns, order: key, key, keyOf: MOVED_KEYS.cohorts },
    read: ({ newsletter, language, time_zone: timeZone, hour, slot, up_to: upTo }) => ({
      ...{ newsletter, language, timeZone, slot, upTo },
      ...(hour === OWN_HOUR ? {} : { hour }),
    }),
    write: ({ newsletter, language, timeZone, hour, slot, upTo }) =>
      database.run(
        `INSERT OR REPLACE INTO edition_cohorts (${columns}) VALUES (?, ?, ?, ?, ?, ?)`,
        ...[newsletter, language, timeZone, hour ?? OWN_HOUR, slot, upTo],
      ),
    remove: (row) =>
      database.run(`DELETE FROM edition_cohorts WHERE (${key.join(', ')}) = (?, ?, ?, ?)`, ...MOVED_KEYS.cohorts(row)),
  };
}

/** Rows of the ledger; nobody has them in hand. */
export function sendRows(
  database: Database,
): SqliteRows<MovedRows['sends'], SendRow & { readonly edition_id: EditionId }> {
  return {
    from: 'sends JOIN ledger_editions ON ledger_editions.no = sends.edition',
    columns: `ledger_editions.id AS edition_id, ${SEND_COLUMNS}`,
    order: ['sends.edition', 'sends.subscriber'],
    key: ['ledger_editions.id', 'sends.subscriber'],
    keyOf: MOVED_KEYS.sends,
    read: ({ edition_id: edition, ...row }) => toSend(edition, row),
    write: ({ edition, subscriber, state, attempts, retryAt, reply, permanent, updatedAt, decision }) => {
      database.run('INSERT INTO ledger_editions (id) VALUES (?) ON CONFLICT DO NOTHING', edition);
      database.run(
        INSERT_SEND,
        ...[edition, subscriber, state, attempts, retryAt === undefined ? 0 : Date.parse(retryAt), reply ?? null],
        ...[permanent ? 1 : 0, Date.parse(updatedAt), decision?.as ?? null, decision?.by ?? null],
        decision === undefined ? null : Date.parse(decision.at),
      );
    },
    remove: ({ edition, subscriber }) =>
      database.run(
        'DELETE FROM sends WHERE edition = (SELECT no FROM ledger_editions WHERE id = ?) AND subscriber = ?',
        ...[edition, subscriber],
      ),
  };
}

/** Articles that editions choose from. */
export function collectedRows(database: Database): SqliteRows<MovedRows['collected'], CollectedColumns> {
  const remove = ({ id }: MovedRows['collected']): void => {
    database.run('DELETE FROM collected_texts WHERE id = ?', id);
    database.run('DELETE FROM collected_articles WHERE id = ?', id);
  };
  return {
    from: 'collected_articles LEFT JOIN collected_texts USING (id)',
    columns: 'id, version, withdrawn, position, collected_at, card, text',
    ...{ order: ['collected_articles.id'], key: ['collected_articles.id'], keyOf: MOVED_KEYS.collected },
    read: ({ id, version, withdrawn, position, collected_at: at, card, text }) => ({
      ...{ id, version, withdrawn: withdrawn === 1 },
      ...(position === null ? {} : { position }),
      ...(at === null ? {} : { collectedAt: new Date(at).toISOString() }),
      ...(card === null ? {} : { card: JSON.parse(card) as ArticleToCollect['card'] }),
      ...(text === null ? {} : { text }),
    }),
    write: (row) => {
      remove(row);
      const { id, version, withdrawn, position, collectedAt, card, text } = row;
      database.run(
        INSERT_COLLECTED,
        ...[id, version, withdrawn ? 1 : 0, position ?? null, card?.language ?? null, card?.translationGroup ?? null],
        ...[
          collectedAt === undefined ? null : Date.parse(collectedAt),
          card === undefined ? null : JSON.stringify(card),
        ],
      );
      if (text !== undefined) database.run('INSERT INTO collected_texts (id, text) VALUES (?, ?)', id, text);
    },
    remove,
  };
}
