import type { IndexChange } from '#ports/search-index.port.js';
import { documentOf } from './article-document.js';
import type { NewerDocuments, WrittenDocument } from './newer-documents.js';
import { idOf, newestChanges, refuseStrangeIds, versionOf } from './newest-changes.js';

interface Waiting {
  readonly changes: readonly IndexChange[];
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** A task takes about as long for one document as for a hundred, so all that waits goes along, up to so much. */
const MOST_DOCUMENTS = 1_024;
/** So many at once are of a backlog, of which more comes soon; then so many are worth waiting for while others still come. */
const OF_A_BACKLOG = 100;
const WORTH_A_TASK = 500;
const GATHERED_FOR_MS = 2_000;
const OTHERS_COME_WITHIN_MS = 1_000;
const LOOK_EVERY_MS = 10;
/** Documents are read between others' turns: to analyse one takes up to some milliseconds. */
const ANALYSED_AT_ONCE = 8;

/** Gathers changes into batches and writes them one after the other, all the work on the documents done before. */
export class DocumentWriter {
  private readonly waiting: Waiting[] = [];
  private running: Promise<void> | undefined;
  /** Whether the last batch was of a backlog: a few that wait after it are its next ones. */
  private inBacklog = false;
  /** Whether several apply at once, until the last batch says otherwise: nobody waits for others when there are none. */
  private others = true;

  /** `targets` tells for each batch where it is to be written, in that order. */
  constructor(private readonly targets: () => Promise<readonly NewerDocuments[]>) {}

  async apply(changes: readonly IndexChange[]): Promise<void> {
    refuseStrangeIds(changes);
    if (changes.length === 0) return;
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ changes, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      await this.gather();
      this.inBacklog = this.documents >= OF_A_BACKLOG;
      const batch = this.nextBatch();
      await this.writeBatch(batch);
      this.others = batch.length > 1 || this.waiting.length > 0;
    }
    this.running = undefined;
  }

  /** Whoever else applies in this turn of the event loop goes along, and in a backlog whoever does soon. */
  private async gather(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (!this.others) return;
    const latest = performance.now() + GATHERED_FOR_MS;
    let until = performance.now() + OTHERS_COME_WITHIN_MS;
    const isWorthWaiting = (): boolean => this.inBacklog || this.documents >= OF_A_BACKLOG;
    while (isWorthWaiting() && this.documents < WORTH_A_TASK && performance.now() < Math.min(until, latest)) {
      const { length } = this.waiting;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      if (this.waiting.length > length) until = performance.now() + OTHERS_COME_WITHIN_MS;
    }
  }

  private get documents(): number {
    return this.waiting.reduce((sum, { changes }) => sum + changes.length, 0);
  }

  /** What waits in as few tasks as hold it, all about as large, so that none is left with the rest. */
  private nextBatch(): Waiting[] {
    const evenly = this.documents / Math.ceil(this.documents / MOST_DOCUMENTS);
    let count = 0;
    const end = this.waiting.findIndex(({ changes }) => {
      const isFull = count > 0 && (count >= evenly || count + changes.length > MOST_DOCUMENTS);
      count += changes.length;
      return isFull;
    });
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  private async writeBatch(batch: readonly Waiting[]): Promise<void> {
    const refused = new Map<string, Error>();
    try {
      const newest = newestChanges(batch.flatMap(({ changes }) => changes));
      const documents = await documentsOf([...newest.values()]);
      for (const target of await this.targets()) await target.write(documents, refused);
    } catch (error) {
      for (const { reject } of batch) reject(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    for (const { changes, resolve, reject } of batch) {
      const error = changes.map((change) => refused.get(idOf(change))).find((one) => one !== undefined);
      if (error === undefined) resolve();
      else reject(error);
    }
  }
}

async function documentsOf(changes: readonly IndexChange[]): Promise<WrittenDocument[]> {
  const documents: WrittenDocument[] = [];
  for (const [index, change] of changes.entries()) {
    if (index % ANALYSED_AT_ONCE === ANALYSED_AT_ONCE - 1) await new Promise((resolve) => setImmediate(resolve));
    documents.push(
      change.kind === 'put'
        ? documentOf(change.article)
        : { id: idOf(change), version: versionOf(change), removed: true },
    );
  }
  return documents;
}
