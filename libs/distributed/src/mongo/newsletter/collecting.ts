import { TransientError } from '#contracts/errors.js';
import type { ArticleId } from '#contracts/ids.js';
import type { ArticleToCollect } from '#ports/collected-article-store.port.js';
import type { Model } from 'mongoose';
import type { Counters } from '../counters.js';
import { isDuplicate } from '../duplicate-key.js';
import type { CollectedDocument } from './collected-document.js';

const MOST_ROUNDS = 100;

/** Counts the articles that were withdrawn before they were ever collected. */
export const WITHDRAWN_BEFORE = 'withdrawn before collected';

/** A version to be applied, or a withdrawal. */
export interface CollectedChange {
  readonly id: ArticleId;
  readonly version: number;
  readonly article?: ArticleToCollect;
}

type Known = Pick<CollectedDocument, '_id' | 'version' | 'position' | 'collectedAt'>;
type Operation = Parameters<Model<CollectedDocument>['bulkWrite']>[0][number];

/**
 * Applies changes to collected articles, from several processes at once. A new article gets the position after the last one
 * that can be read; of two processes that take the same one, the unique key lets one win. So whoever reads a position can
 * read every article before it, and no window of an edition misses one that comes in late. Within a process one call waits for
 * the other instead of losing to it.
 */
export class Collecting {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly articles: Model<CollectedDocument>,
    private readonly counters: Counters,
  ) {}

  /** Returns the ids whose stored state changed. */
  apply(changes: readonly CollectedChange[], at: Date): Promise<ArticleId[]> {
    if (changes.length === 0) return Promise.resolve([]);
    const applied = this.last.then(() => this.applyNow(changes, at));
    this.last = applied.catch(() => undefined);
    return applied;
  }

  private async applyNow(changes: readonly CollectedChange[], at: Date): Promise<ArticleId[]> {
    let changed: ArticleId[] | undefined;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const known = await this.known(changes);
      const open = changes.filter(({ id, version }) => version > (known.get(id)?.version ?? 0));
      changed ??= open.map(({ id }) => id);
      if (open.length === 0) return changed;
      await this.write(await this.operations(open, known, at));
    }
    throw new TransientError('collected articles were changed by others all the time');
  }

  private async known(changes: readonly CollectedChange[]): Promise<ReadonlyMap<string, Known>> {
    const found = await this.articles
      .find({ _id: { $in: changes.map(({ id }) => id) } })
      .select({ version: 1, position: 1, collectedAt: 1 })
      .lean<Known[]>();
    return new Map(found.map((document) => [document._id, document]));
  }

  /** In order; stops where another process was quicker, and leaves the rest to the next round. */
  private async write(operations: Operation[]): Promise<void> {
    try {
      await this.articles.bulkWrite(operations, { ordered: true });
    } catch (error) {
      if (!isDuplicate(error, '_id') && !isDuplicate(error, 'position')) throw error;
    }
  }

  private async operations(
    changes: readonly CollectedChange[],
    known: ReadonlyMap<string, Known>,
    at: Date,
  ): Promise<Operation[]> {
    const first = (await this.lastPosition()) + 1;
    const fresh = changes.filter(({ id, article }) => article !== undefined && !known.has(id));
    const inserts = fresh.map((change, index) => inserting(change, { position: first + index, collectedAt: at }));
    const tombstones = changes.filter(({ id, article }) => article === undefined && !known.has(id));
    const unseen = await Promise.all(tombstones.map((change) => this.tombstone(change)));
    const updates = changes.flatMap((change) => {
      const before = known.get(change.id);
      return before === undefined || isReturn(change, before) ? [] : [updating(change, before)];
    });
    // One at a time and last, because it may find nothing to do, and its position must then not stay free behind others.
    const returning = changes.find((change) => isReturn(change, known.get(change.id)));
    const place = { position: first + fresh.length, collectedAt: at };
    return [...inserts, ...unseen, ...updates, ...(returning === undefined ? [] : [placing(returning, place)])];
  }

  /** An article that was withdrawn before it was ever collected. */
  private async tombstone(change: CollectedChange): Promise<Operation> {
    return inserting(change, { position: -(await this.counters.next(WITHDRAWN_BEFORE)) });
  }

  private async lastPosition(): Promise<number> {
    const last = await this.articles
      .findOne({ position: { $gt: 0 } })
      .select({ position: 1 })
      .sort({ position: -1 })
      .lean<Known>();
    return last?.position ?? 0;
  }
}

type Place = Pick<CollectedDocument, 'position' | 'collectedAt'>;

/** Whether an article that was withdrawn before it was ever collected comes for the first time. */
function isReturn({ article }: CollectedChange, known: Known | undefined): boolean {
  return article !== undefined && known !== undefined && known.position < 0;
}

function inserting(change: CollectedChange, place: Place): Operation {
  return { insertOne: { document: { _id: change.id, ...fieldsOf(change, place.collectedAt), ...place } } };
}

function updating(change: CollectedChange, { collectedAt }: Known): Operation {
  return {
    updateOne: {
      filter: { _id: change.id, version: { $lt: change.version } },
      update: { $set: fieldsOf(change, collectedAt), $unset: goneWith(change) },
    },
  };
}

function placing(change: CollectedChange, place: Place): Operation {
  return {
    updateOne: {
      filter: { _id: change.id, version: { $lt: change.version }, position: { $lt: 0 } },
      update: { $set: { ...fieldsOf(change, place.collectedAt), ...place }, $unset: goneWith(change) },
    },
  };
}

function goneWith({ article }: CollectedChange): Readonly<Record<string, ''>> {
  if (article === undefined) return { text: '', textFrom: '' };
  return article.card.translationGroup === undefined ? { group: '' } : {};
}

function fieldsOf(
  { version, article }: CollectedChange,
  textFrom: Date | undefined,
): Pick<CollectedDocument, 'version' | 'withdrawn'> & Partial<CollectedDocument> {
  if (article === undefined) return { version, withdrawn: true };
  const { card, text } = article;
  const { language, translationGroup } = card;
  return {
    ...{ version, withdrawn: false, language, card, text },
    ...(translationGroup === undefined ? {} : { group: translationGroup }),
    ...(textFrom === undefined ? {} : { textFrom }),
  };
}
