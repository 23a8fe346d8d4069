import { PermanentError, TransientError } from '#contracts/errors.js';
import type { IndexChange } from '#ports/search-index.port.js';
import { documentOf, type ArticleDocument, type Tombstone } from './article-document.js';
import type { MeilisearchLink } from './meilisearch-link.js';
import { idOf, newestChanges, refuseStrangeIds, versionOf } from './newest-changes.js';

type Written = ArticleDocument | Tombstone;

interface Waiting {
  readonly changes: readonly IndexChange[];
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** A task takes about as long for one document as for a hundred, so all that waits goes along, up to so much. */
const MOST_DOCUMENTS = 1_000;
/** So many at once are of a backlog, of which more comes soon; then a task is worth waiting for so many, but not for long. */
const OF_A_BACKLOG = 100;
const WORTH_A_TASK = 500;
const GATHERED_FOR_MS = 250;
const LOOK_EVERY_MS = 10;
/** Documents are read between others' turns: to analyse one takes up to some milliseconds. */
const ANALYSED_AT_ONCE = 8;
/** So many refused articles are not the fault of each. */
const MOST_REFUSED = 5;

/**
 * Writes changes one task after the other, so that what is compared with is what the last one left. The server has no
 * conditional write: versions are read right before documents are sent, after all the work on them is done.
 */
export class DocumentWriter {
  private readonly waiting: Waiting[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly link: MeilisearchLink,
    private readonly onWritten: (documents: readonly ArticleDocument[]) => void,
  ) {}

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
      await this.writeBatch(this.nextBatch());
    }
    this.running = undefined;
  }

  /** Whoever else applies in this turn of the event loop goes along, and in a backlog whoever does soon. */
  private async gather(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    const until = performance.now() + GATHERED_FOR_MS;
    while (this.documents >= OF_A_BACKLOG && this.documents < WORTH_A_TASK && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  private get documents(): number {
    return this.waiting.reduce((sum, { changes }) => sum + changes.length, 0);
  }

  private nextBatch(): Waiting[] {
    let count = 0;
    const fitting = this.waiting.findIndex(
      ({ changes }, index) => (count += changes.length) > MOST_DOCUMENTS && index > 0,
    );
    return this.waiting.splice(0, fitting === -1 ? this.waiting.length : fitting);
  }

  private async writeBatch(batch: readonly Waiting[]): Promise<void> {
    const refused = new Map<string, Error>();
    try {
      const newest = newestChanges(batch.flatMap(({ changes }) => changes));
      await this.write(await documentsOf([...newest.values()]), refused);
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

  private async write(documents: readonly Written[], refused: Map<string, Error>): Promise<void> {
    const newer = await this.newerThanHeld(documents);
    if (newer.length === 0) return;
    try {
      await this.link.write('articles cannot be indexed', (client) =>
        client.index<Written>(this.link.indexUid).addDocuments(newer),
      );
      this.onWritten(newer.flatMap((document) => ('removed' in document ? [] : [document])));
    } catch (error) {
      if (error instanceof TransientError || !(error instanceof Error)) throw error;
      await this.writeInHalves(newer, error, refused);
    }
  }

  /** A task with one document that the server refuses writes none; the others are found by halving. */
  private async writeInHalves(documents: readonly Written[], error: Error, refused: Map<string, Error>): Promise<void> {
    const [only] = documents;
    if (only === undefined) return;
    if (documents.length === 1) {
      const message = `article ${only.id}: ${error.message}`;
      const named = error instanceof PermanentError ? PermanentError : Error;
      refused.set(only.id, new named(message, { cause: error }));
      if (refused.size > MOST_REFUSED) throw error;
      return;
    }
    const middle = Math.ceil(documents.length / 2);
    await this.write(documents.slice(0, middle), refused);
    await this.write(documents.slice(middle), refused);
  }

  private async newerThanHeld(documents: readonly Written[]): Promise<Written[]> {
    const held = await this.heldVersions(documents.map(({ id }) => id));
    return documents.filter(({ id, version }) => version > (held.get(id) ?? 0));
  }

  private async heldVersions(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const held = await this.link.documents<Pick<Written, 'id' | 'version'>>(ids, ['id', 'version']);
    return new Map(held.map(({ id, version }) => [id, version]));
  }
}

async function documentsOf(changes: readonly IndexChange[]): Promise<Written[]> {
  const documents: Written[] = [];
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
