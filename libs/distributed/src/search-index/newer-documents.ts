import { PermanentError, TransientError } from '#contracts/errors.js';
import type { ArticleDocument, Tombstone } from './article-document.js';
import type { MeilisearchLink } from './meilisearch-link.js';

export type WrittenDocument = ArticleDocument | Tombstone;

/** So many refused articles are not the fault of each. */
const MOST_REFUSED = 5;

/**
 * Sends one index what is newer than what it holds, one task after the other, so that what is compared with is what the last
 * one left. The server has no conditional write: versions are read right before documents are sent.
 */
export class NewerDocuments {
  private tail: Promise<void> = Promise.resolve();

  constructor(
    private readonly link: MeilisearchLink,
    private readonly onWritten: (documents: readonly ArticleDocument[]) => void,
  ) {}

  /** Resolves when the task is done; what the server refuses is noted by its id, and the others are written. */
  write(documents: readonly WrittenDocument[], refused: Map<string, Error>): Promise<void> {
    const done = this.tail.then(() => this.writeNewer(documents, refused));
    this.tail = done.catch(() => undefined);
    return done;
  }

  private async writeNewer(documents: readonly WrittenDocument[], refused: Map<string, Error>): Promise<void> {
    const newer = await this.newerThanHeld(documents);
    if (newer.length === 0) return;
    try {
      await this.link.write('articles cannot be indexed', (client) =>
        client.index<WrittenDocument>(this.link.indexUid).addDocuments(newer),
      );
      this.onWritten(newer.flatMap((document) => ('removed' in document ? [] : [document])));
    } catch (error) {
      if (error instanceof TransientError || !(error instanceof Error)) throw error;
      await this.writeInHalves(newer, error, refused);
    }
  }

  /** A task with one document that the server refuses writes none; the others are found by halving. */
  private async writeInHalves(
    documents: readonly WrittenDocument[],
    error: Error,
    refused: Map<string, Error>,
  ): Promise<void> {
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
    await this.writeNewer(documents.slice(0, middle), refused);
    await this.writeNewer(documents.slice(middle), refused);
  }

  private async newerThanHeld(documents: readonly WrittenDocument[]): Promise<WrittenDocument[]> {
    const held = await this.heldVersions(documents.map(({ id }) => id));
    return documents.filter(({ id, version }) => version > (held.get(id) ?? 0));
  }

  private async heldVersions(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const held = await this.link.documents<Pick<WrittenDocument, 'id' | 'version'>>(ids, ['id', 'version']);
    return new Map(held.map(({ id, version }) => [id, version]));
  }
}
