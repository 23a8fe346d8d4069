import type { ArticleStore } from './article-store.port.js';
import type { DeadLetterStore } from './dead-letter-store.port.js';
import type { EventLog } from './event-log.port.js';
import type { JobQueue } from './job-queue.port.js';
import type { MailCatcher } from './mail-catcher.port.js';
import type { Mailer } from './mailer.port.js';
import type { RelatedStore } from './related-store.port.js';
import type { SearchIndex } from './search-index.port.js';

/** All adapters of one profile, opened together and closed together. */
export interface Backend {
  readonly eventLog: EventLog;
  readonly jobQueue: JobQueue;
  readonly deadLetters: DeadLetterStore;
  readonly articles: ArticleStore;
  readonly search: SearchIndex;
  readonly related: RelatedStore;
  readonly mailer: Mailer;
  readonly catcher: MailCatcher;
  /** Closes everything in the order that loses nothing. */
  close(): Promise<void>;
}
