import type { Backend } from '#ports/backend.js';
import type { Clock } from '#ports/clock.port.js';
import type { SearchIndex } from '#ports/search-index.port.js';
import type { MailCatcher } from '#ports/mail-catcher.port.js';
import type { TextPool } from '#text/worker/text-pool.js';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteArticleStore } from './articles/sqlite-article-store.js';
import { SqliteAuditStore } from './audit/sqlite-audit-store.js';
import { DataFolderLock } from './data-folder-lock.js';
import { Database } from './database.js';
import { SqliteDeadLetterStore } from './dead-letters/sqlite-dead-letter-store.js';
import { SqliteEventLog } from './event-log/sqlite-event-log.js';
import { FileThreads } from './file-threads.js';
import { SqliteJobQueue } from './job-queue/sqlite-job-queue.js';
import { CaughtMailTable } from './mail-catcher/caught-mail-table.js';
import { NoMailCatcher } from './mail-catcher/no-mail-catcher.js';
import { SmtpMailCatcher } from './mail-catcher/smtp-mail-catcher.js';
import { openNewsletterStores } from './newsletter/open-newsletter-stores.js';
import { openRelatedStores } from './related/open-related-stores.js';
import { SqliteReceiptStore } from './receipts/sqlite-receipt-store.js';
import { SqliteSearchIndex } from './search-index/sqlite-search-index.js';
import { SqliteVocabularyStore } from './vocabulary/sqlite-vocabulary-store.js';
import { SqliteSourceStore } from './sources/sqlite-source-store.js';

export interface EmbeddedOptions {
  /** Folder of the database; made when missing. `:memory:` keeps everything in memory. */
  readonly dataDir: string;
  readonly clock: Clock;
  /** Answers searches in place of the file; stays the caller's to close, after the backend. */
  readonly searchIndex?: SearchIndex;
  /** Where mail goes; absent: the built-in catcher. */
  readonly smtpUrl?: string;
  readonly catcherPort: number;
  /** Bursts of articles are committed and the write-ahead log is taken over by threads; else by the caller's. */
  readonly threads?: boolean;
  /** Does the text work of the adapters; stays the caller's to close, after the backend. */
  readonly textPool: TextPool;
}

/** Opens every adapter of the embedded profile on one SQLite file; rejects when another process has the folder open. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Backend> {
  const { clock, dataDir } = options;
  const memory = dataDir === ':memory:';
  if (!memory) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = memory ? undefined : DataFolderLock.take(dataDir);
  const path = memory ? ':memory:' : join(dataDir, 'courant.sqlite');
  const threads = options.threads === true && !memory ? new FileThreads(path) : undefined;
  const database = Database.open(path, threads?.checkpoints);
  const eventLog = new SqliteEventLog(database, clock);
  const mailCatcher = await openCatcher(options, database);
  const jobQueue = new SqliteJobQueue(database, clock, { soleOwner: true });
  return {
    eventLog,
    jobQueue,
    deadLetters: new SqliteDeadLetterStore(database),
    audit: new SqliteAuditStore(database),
    sources: new SqliteSourceStore(database),
    articles: new SqliteArticleStore(database, threads?.commits),
    receipts: new SqliteReceiptStore(database),
    searchIndex: options.searchIndex ?? (await SqliteSearchIndex.open(database, clock, options.textPool)),
    vocabulary: new SqliteVocabularyStore(database),
    ...openRelatedStores(database, clock),
    ...openNewsletterStores(database, { soleOwner: true }),
    mailCatcher,
    engines: [],
    probe: async () => database.probe(),
    close: async () => {
      await Promise.all([eventLog.close(), jobQueue.close(), mailCatcher.close()]);
      await threads?.close();
      database.close();
      lock?.release();
    },
  };
}

async function openCatcher({ smtpUrl, clock, catcherPort }: EmbeddedOptions, database: Database): Promise<MailCatcher> {
  if (smtpUrl !== undefined) return new NoMailCatcher();
  const table = Promise.resolve(new CaughtMailTable(database));
  return SmtpMailCatcher.listen(() => table, clock, catcherPort);
}
