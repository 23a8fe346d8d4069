import { PermanentError, TransientError } from '#contracts/errors.js';
import { randomUUID } from 'node:crypto';
import type { Tombstone } from './article-document.js';
import { saysNoIndex } from './meilisearch-errors.js';
import type { MeilisearchLink } from './meilisearch-link.js';
import { applySettings, createIndex } from './open-index.js';

/** Stands in an index for as long as it is being built; found by no search, and the id of no article. */
interface Building extends Tombstone {
  readonly rebuild: string;
}

const BUILDING = 'being-built';
const NO_INDEX = /index_not_found/;

/**
 * The index that is filled beside the one in use. Every process that writes articles looks for the mark in it, and not for the
 * index alone: a write sent right after the swap makes an index of that name again, which nobody builds.
 */
export class IndexBeside {
  constructor(
    private readonly link: MeilisearchLink,
    private readonly inUse: MeilisearchLink,
  ) {}

  /** Makes it with the settings of the code, in place of what an earlier rebuild left. */
  async begin(): Promise<string> {
    await this.delete();
    await createIndex(this.link);
    await applySettings(this.link);
    const mark: Building = { id: BUILDING, version: 1, removed: true, rebuild: randomUUID() };
    await this.link.write('the rebuild of the search index cannot be marked', (client) =>
      client.index<Building>(this.link.indexUid).addDocuments([mark]),
    );
    return mark.rebuild;
  }

  /** The rebuild that is under way in any process. */
  async underWay(): Promise<string | undefined> {
    try {
      const [mark] = await this.link.documents<Partial<Building>>([BUILDING], ['rebuild']);
      return mark?.rebuild;
    } catch (error) {
      if (saysNoIndex(error)) return undefined;
      throw error;
    }
  }

  async require(rebuild: string): Promise<void> {
    const underWay = await this.underWay();
    if (underWay === undefined) throw new TransientError('no rebuild of the search index is under way');
    if (underWay !== rebuild) throw new PermanentError('another rebuild of the search index has taken its place');
  }

  /** Puts it in the place of the index in use, at once, and deletes that one. */
  async takePlace(): Promise<void> {
    const indexes: [string, string] = [this.inUse.indexUid, this.link.indexUid];
    await this.inUse.write('the rebuilt search index cannot take its place', (client) =>
      client.swapIndexes([{ indexes, rename: false }]),
    );
    await this.inUse.write('the mark of the rebuild cannot be removed', (client) =>
      client.index(this.inUse.indexUid).deleteDocument(BUILDING),
    );
    await this.delete();
  }

  private async delete(): Promise<void> {
    try {
      await this.link.write('the search index that is not in use cannot be deleted', (client) =>
        client.deleteIndex(this.link.indexUid),
      );
    } catch (error) {
      if (!(error instanceof Error && NO_INDEX.test(error.message))) throw error;
    }
  }
}
