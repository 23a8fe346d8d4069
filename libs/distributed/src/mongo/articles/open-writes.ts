import type { ArticleId } from '#contracts/ids.js';
import type { AnsweredDelivery, ArticleWrite } from '#ports/article-store.port.js';

interface OpenWrite {
  readonly write: ArticleWrite;
  readonly index: number;
}

/** Writes of one article that follow each other: they are done by one change of its document, or not at all. */
export interface Chain {
  readonly id: ArticleId;
  readonly writes: readonly ArticleWrite[];
}

/** Which writes of a commit are still to be done, and what became of the others. */
export class OpenWrites {
  readonly results: Array<'written' | 'conflict'>;
  private readonly open = new Map<ArticleId, OpenWrite[]>();
  private readonly conflicts = new Set<ArticleId>();

  constructor(writes: readonly ArticleWrite[]) {
    this.results = writes.map(() => 'conflict');
    for (const [index, write] of writes.entries()) {
      const before = this.open.get(write.head.id) ?? [];
      this.open.set(write.head.id, [...before, { write, index }]);
    }
  }

  /** The next writes of every article. */
  chains(): Chain[] {
    return [...this.open].map(([id, open]) => {
      const end = open.findIndex(
        ({ write }, at) => at > 0 && write.expectedRevision !== open[at - 1]?.write.head.revision,
      );
      return { id, writes: open.slice(0, end === -1 ? open.length : end).map(({ write }) => write) };
    });
  }

  written({ id, writes }: Chain): void {
    for (const { index } of this.take(id, writes.length)) this.results[index] = 'written';
  }

  /** The first write of the chain met another state; the next is tried by itself. */
  refused({ id }: Chain): void {
    this.take(id, 1);
    this.conflicts.add(id);
  }

  /** Whether all that a delivery answers for is done once these chains are; undefined when it can never be. */
  readyAfter(chains: readonly Chain[], { answersFor }: AnsweredDelivery): boolean | undefined {
    if (answersFor.some((id) => this.conflicts.has(id))) return undefined;
    const done = new Map(chains.map(({ id, writes }) => [id, writes.length]));
    return answersFor.every((id) => (this.open.get(id)?.length ?? 0) === (done.get(id) ?? 0));
  }

  private take(id: ArticleId, count: number): OpenWrite[] {
    const open = this.open.get(id) ?? [];
    const rest = open.slice(count);
    if (rest.length === 0) this.open.delete(id);
    else this.open.set(id, rest);
    return open.slice(0, count);
  }
}
