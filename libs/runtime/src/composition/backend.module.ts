import { AuditStore } from '#ports/audit-store.port.js';
import { ArticleStore } from '#ports/article-store.port.js';
import { SourceStore } from '#ports/source-store.port.js';
import { ReceiptStore } from '#ports/receipt-store.port.js';
import { PostingStore } from '#ports/posting-store.port.js';
import { RelatedStore } from '#ports/related-store.port.js';
import { TermFrequencyStore } from '#ports/term-frequency-store.port.js';
import { SearchIndex } from '#ports/search-index.port.js';
import { VocabularyStore } from '#ports/vocabulary-store.port.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import { EditionStore } from '#ports/edition-store.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { SubscriberStore } from '#ports/subscriber-store.port.js';
import { AudienceReader } from '#ports/audience.port.js';
import { SignupStore } from '#ports/signup-store.port.js';
import { SuppressionStore } from '#ports/suppression-store.port.js';
import type { Backend } from '#ports/backend.js';
import { Clock } from '#ports/clock.port.js';
import { DeadLetterStore } from '#ports/dead-letter-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { MailCatcher } from '#ports/mail-catcher.port.js';
import { Mailer } from '#ports/mailer.port.js';
import { SmtpMailer } from '#smtp/smtp-mailer.js';
import { TextPool } from '#text/worker/text-pool.js';
import { Module, type DynamicModule, type FactoryProvider, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Logger } from '../telemetry/logger.js';
import { openProfile } from './open-profile.js';

/** The adapters as one set, for those who open and close them. */
export const BACKEND = Symbol('backend');

/** Every port with the adapter that stands for it; each owner adds its line. */
const ADAPTERS = [
  adapter(EventLog, (backend) => backend.eventLog),
  adapter(JobQueue, (backend) => backend.jobQueue),
  adapter(DeadLetterStore, (backend) => backend.deadLetters),
  adapter(AuditStore, (backend) => backend.audit),
  adapter(ArticleStore, (backend) => backend.articles),
  adapter(SourceStore, (backend) => backend.sources),
  adapter(ReceiptStore, (backend) => backend.receipts),
  adapter(SearchIndex, (backend) => backend.searchIndex),
  adapter(VocabularyStore, (backend) => backend.vocabulary),
  adapter(RelatedStore, (backend) => backend.related),
  adapter(PostingStore, (backend) => backend.postings),
  adapter(TermFrequencyStore, (backend) => backend.termFrequencies),
  adapter(NewsletterStore, (backend) => backend.newsletters),
  adapter(CollectedArticleStore, (backend) => backend.collectedArticles),
  adapter(EditionStore, (backend) => backend.editions),
  adapter(SendLedger, (backend) => backend.sendLedger),
  adapter(SubscriberStore, (backend) => backend.subscribers),
  adapter(AudienceReader, (backend) => backend.audience),
  adapter(SignupStore, (backend) => backend.signups),
  adapter(SuppressionStore, (backend) => backend.suppressions),
  adapter(MailCatcher, (backend) => backend.mailCatcher),
];

/** The backend with what it stands on, closed together. */
class OpenedBackend {
  constructor(
    readonly backend: Backend,
    readonly textPool: TextPool,
    readonly mailer: Mailer,
  ) {}
}

/** Provides every port by its abstract class, and TextPool, to all modules of the process. */
@Module({})
export class BackendModule implements OnApplicationShutdown {
  constructor(private readonly opened: OpenedBackend) {}

  static forProfile(config: Config, clock: Clock, logger: Logger): DynamicModule {
    const textPool = new TextPool({ threads: config.textThreads, idleSeconds: 30 });
    const open = async (): Promise<OpenedBackend> => {
      const backend = await openProfile({ config, clock, textPool, logger });
      return new OpenedBackend(backend, textPool, mailerOf(config, backend));
    };
    const providers = [
      { provide: OpenedBackend, useFactory: open },
      { provide: BACKEND, useFactory: (opened: OpenedBackend) => opened.backend, inject: [OpenedBackend] },
      { provide: TextPool, useValue: textPool },
      { provide: Mailer, useFactory: ({ mailer }: OpenedBackend) => mailer, inject: [OpenedBackend] },
      { provide: Clock, useValue: clock },
      { provide: Config, useValue: config },
      ...ADAPTERS,
    ];
    return { module: BackendModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.opened.mailer.close();
    await this.opened.backend.close();
    await this.opened.textPool.close();
  }
}

/** To the server of the configuration, else to the built-in catcher, in this process or in that of operations. */
function mailerOf({ smtpUrl, catcherPort }: Config, { mailCatcher }: Backend): Mailer {
  return new SmtpMailer(smtpUrl ?? mailCatcher.smtpUrl ?? `smtp://127.0.0.1:${catcherPort}`);
}

function adapter<Port>(port: abstract new () => Port, choose: (backend: Backend) => Port): FactoryProvider<Port> {
  return { provide: port, useFactory: choose, inject: [BACKEND] };
}
