import type { AuditStore } from './audit-store.port.js';
import type { DeadLetterStore } from './dead-letter-store.port.js';
import type { EventLog } from './event-log.port.js';
import type { JobQueue } from './job-queue.port.js';

/** All adapters of one profile, opened together and closed together; each owner adds its own as it comes. */
export interface Backend {
  readonly eventLog: EventLog;
  readonly jobQueue: JobQueue;
  readonly deadLetters: DeadLetterStore;
  readonly audit: AuditStore;
  /** Resolves when the store can be written now; rejects with the reason when it cannot. */
  probe(): Promise<void>;
  /** Closes everything in the order that loses nothing. */
  close(): Promise<void>;
}
