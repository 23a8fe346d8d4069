import type { MovableStore, Movables, MoveNote } from '#ports/moving/movable-store.js';
import type { VocabularyList } from '#ports/vocabulary-store.port.js';
import type { Newsletter } from '#contracts/newsletter.js';
import type { Source } from '#ports/source-store.port.js';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteArticleStore } from '../articles/sqlite-article-store.js';
import { DataFolderLock } from '../data-folder-lock.js';
import { Database } from '../database.js';
import { auditRows, deliveryRows, documentRows, receiptRows } from './accepting-rows.js';
import { cohortRows, collectedRows, editionRows, sendRows } from './edition-rows.js';
import { SqliteMovableArticles } from './movable-articles.js';
import { signupRows, subscriberRows, suppressionRows } from './people-rows.js';
import { SqliteMovable } from './sqlite-movable.js';

const SCHEMAS = [
  '../audit/audit.schema.sql',
  '../newsletter/newsletter.sql',
  '../receipts/receipts.schema.sql',
  '../sources/sources.schema.sql',
  '../vocabulary/vocabulary.schema.sql',
  './moves.schema.sql',
];

/** Opens a data folder to be copied from or to; rejects with a PermanentError while a server is at work on it. */
export async function openMovables(dataDir: string): Promise<MovableStore> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = DataFolderLock.take(dataDir);
  const database = Database.open(join(dataDir, 'courant.sqlite'));
  return {
    kinds: movablesOf(database),
    subscriberFacts: async () =>
      database.get<{ facts: number }>('SELECT count(*) AS facts FROM subscriber_outbox')?.facts ?? 0,
    lastMove: async () => noteIn(database, 'last_move'),
    noteMove: async (note) => {
      database.transaction(() => {
        write(database, 'last_move', note);
        database.run('DELETE FROM begun_move');
      });
    },
    begunMove: async () => noteIn(database, 'begun_move'),
    noteBegun: async (note) => write(database, 'begun_move', note),
    close: async () => {
      database.close();
      lock.release();
    },
  };
}

function noteIn(database: Database, table: 'last_move' | 'begun_move'): MoveNote | undefined {
  const row = database.get<{ id: string; which_end: MoveNote['end']; at: number }>(`SELECT * FROM ${table}`);
  return row === undefined ? undefined : { id: row.id, end: row.which_end, at: new Date(row.at) };
}

function write(database: Database, table: 'last_move' | 'begun_move', { id, end, at }: MoveNote): void {
  const sql = `INSERT OR REPLACE INTO ${table} (only, id, which_end, at) VALUES (1, ?, ?, ?)`;
  database.run(sql, id, end, at.getTime());
}

function movablesOf(database: Database): Movables {
  for (const schema of SCHEMAS) database.applySchema(new URL(schema, import.meta.url));
  return {
    sources: new SqliteMovable(database, documentRows<Source>(database, 'sources')),
    articles: new SqliteMovableArticles(database, new SqliteArticleStore(database)),
    deliveries: new SqliteMovable(database, deliveryRows(database)),
    receipts: new SqliteMovable(database, receiptRows(database)),
    vocabulary: new SqliteMovable(database, documentRows<VocabularyList>(database, 'search_vocabulary')),
    newsletters: new SqliteMovable(database, documentRows<Newsletter>(database, 'newsletters')),
    subscribers: new SqliteMovable(database, subscriberRows(database)),
    signups: new SqliteMovable(database, signupRows(database)),
    suppressions: new SqliteMovable(database, suppressionRows(database)),
    collected: new SqliteMovable(database, collectedRows(database)),
    editions: new SqliteMovable(database, editionRows(database)),
    cohorts: new SqliteMovable(database, cohortRows(database)),
    sends: new SqliteMovable(database, sendRows(database)),
    audit: new SqliteMovable(database, auditRows(database)),
  };
}
