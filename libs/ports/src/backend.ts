import type { ArticleStore } from './article-store.port.js';
import type { AudienceReader } from './audience.port.js';
import type { AuditStore } from './audit-store.port.js';
import type { CollectedArticleStore } from './collected-article-store.port.js';
import type { DeadLetterStore } from './dead-letter-store.port.js';
import type { EditionStore } from './edition-store.port.js';
import type { EventLog } from './event-log.port.js';
import type { JobQueue } from './job-queue.port.js';
import type { MailCatcher } from './mail-catcher.port.js';
import type { NewsletterStore } from './newsletter-store.port.js';
import type { PostingStore } from './posting-store.port.js';
import type { ReceiptStore } from './receipt-store.port.js';
import type { RelatedStore } from './related-store.port.js';
import type { SearchIndex } from './search-index.port.js';
import type { SendLedger } from './send-ledger.port.js';
import type { SignupStore } from './signup-store.port.js';
import type { SourceStore } from './source-store.port.js';
import type { SubscriberStore } from './subscriber-store.port.js';
import type { SuppressionStore } from './suppression-store.port.js';
import type { TermFrequencyStore } from './term-frequency-store.port.js';
import type { VocabularyStore } from './vocabulary-store.port.js';

/** Something of its own that can be away while the rest is there. */
export interface Engine {
  readonly name: string;
  /** False where requests are answered and nothing is lost while it is away. */
  readonly needed: boolean;
  /** Resolves when it answers now; rejects with the reason when it does not. */
  probe(): Promise<unknown>;
}

/** All adapters of one profile, opened together and closed together; each owner adds its own as it comes. */
export interface Backend {
  readonly eventLog: EventLog;
  readonly jobQueue: JobQueue;
  readonly deadLetters: DeadLetterStore;
  readonly audit: AuditStore;
  readonly sources: SourceStore;
  readonly articles: ArticleStore;
  readonly receipts: ReceiptStore;
  readonly searchIndex: SearchIndex;
  readonly vocabulary: VocabularyStore;
  readonly related: RelatedStore;
  readonly postings: PostingStore;
  readonly termFrequencies: TermFrequencyStore;
  readonly newsletters: NewsletterStore;
  readonly collectedArticles: CollectedArticleStore;
  readonly editions: EditionStore;
  readonly sendLedger: SendLedger;
  readonly subscribers: SubscriberStore;
  readonly audience: AudienceReader;
  readonly signups: SignupStore;
  readonly suppressions: SuppressionStore;
  readonly mailCatcher: MailCatcher;
  /** What the profile stands on beside the store, each with its name. */
  readonly engines: readonly Engine[];
  /** Resolves when the store can be written now; rejects with the reason when it cannot. */
  probe(): Promise<void>;
  /** Closes everything in the order that loses nothing. */
  close(): Promise<void>;
}
