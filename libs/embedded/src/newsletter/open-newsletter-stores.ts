import type { Database } from '../database.js';
import { SqliteAudienceReader } from './sqlite-audience-reader.js';
import { SqliteCollectedArticleStore } from './sqlite-collected-article-store.js';
import { SqliteEditionStore } from './sqlite-edition-store.js';
import { SqliteNewsletterStore } from './sqlite-newsletter-store.js';
import { SqliteSendLedger } from './sqlite-send-ledger.js';
import { SqliteSignupStore } from './sqlite-signup-store.js';
import { SqliteSubscriberStore } from './sqlite-subscriber-store.js';
import { SqliteSuppressionStore } from './sqlite-suppression-store.js';

/**
 * The newsletter's stores on one database; makes their tables when missing. A sole owner knows that every sender that was
 * there before it is gone, whatever its lease says.
 */
export function openNewsletterStores(database: Database, { soleOwner }: { soleOwner: boolean }) {
  database.applySchema(new URL('./newsletter.sql', import.meta.url));
  if (soleOwner) database.run('DELETE FROM sender_leases');
  return {
    newsletters: new SqliteNewsletterStore(database),
    collectedArticles: new SqliteCollectedArticleStore(database),
    editions: new SqliteEditionStore(database),
    sendLedger: new SqliteSendLedger(database),
    subscribers: new SqliteSubscriberStore(database),
    audience: new SqliteAudienceReader(database),
    signups: new SqliteSignupStore(database),
    suppressions: new SqliteSuppressionStore(database),
  };
}
