import { TransientError } from '#contracts/errors.js';
import type { SearchAnswer, SearchHit } from '#contracts/search.js';
import { SearchIndex, type IndexChange, type SearchRequest, type Suggestion } from '#ports/search-index.port.js';
import { mkdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { CHANGES_AT_ONCE } from '../changes-at-once.js';
import { AskedIndex, NobodyThere } from './asked-index.js';
import { socketPathOf, type IndexFolder } from './index-folder.js';
import type { OpenIndex } from './open-index.js';

const LOOK_AGAIN_MS = 50;
const GIVE_UP_MS = 5_000;

export interface SharedIndexOptions extends IndexFolder {
  /** True where this process may have the index open itself; others only ask. */
  readonly mayOpen: boolean;
}

/**
 * The SQLite index of a folder, for several processes of one machine: one of them has it open, the others ask it, and the
 * first to notice that it ended takes its place. Nothing is opened before the first call.
 */
export class SharedSqliteSearchIndex extends SearchIndex {
  readonly changesAtOnce = CHANGES_AT_ONCE;
  private readonly asked: AskedIndex;
  private own: OpenIndex | undefined;
  private opening: Promise<OpenIndex | undefined> | undefined;
  private closed = false;

  constructor(private readonly options: SharedIndexOptions) {
    super();
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    this.asked = new AskedIndex(socketPathOf(options.folder));
  }

  apply(changes: readonly IndexChange[]): Promise<void> {
    return this.ask((index) => index.apply(changes));
  }

  search(request: SearchRequest): Promise<SearchAnswer> {
    return this.ask((index) => index.search(request));
  }

  suggest(request: { q: string; language?: string; limit: number }): Promise<Suggestion[]> {
    return this.ask((index) => index.suggest(request));
  }

  translations(id: string): Promise<SearchHit['translations']> {
    return this.ask((index) => index.translations(id));
  }

  count(): Promise<number> {
    return this.ask((index) => index.count());
  }

  needsRebuild(): Promise<boolean> {
    return this.ask((index) => index.needsRebuild());
  }

  beginRebuild(): Promise<string> {
    return this.ask((index) => index.beginRebuild());
  }

  fillRebuild(rebuild: string, changes: readonly IndexChange[]): Promise<void> {
    return this.ask((index) => index.fillRebuild(rebuild, changes));
  }

  finishRebuild(rebuild: string): Promise<void> {
    return this.ask((index) => index.finishRebuild(rebuild));
  }

  /** Resolves when the index answers now; does not wait for a process to open it. */
  async probe(): Promise<void> {
    try {
      await (this.own?.index ?? this.asked).count();
    } catch (error) {
      if (!(error instanceof NobodyThere) || !(await this.takeOver())) throw error;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    this.asked.close();
    const own = this.own ?? (await this.opening);
    this.own = undefined;
    await own?.close();
  }

  private async ask<Answer>(question: (index: SearchIndex) => Promise<Answer>): Promise<Answer> {
    const deadline = performance.now() + GIVE_UP_MS;
    for (;;) {
      try {
        return await question(this.own?.index ?? this.asked);
      } catch (error) {
        if (!(error instanceof NobodyThere)) throw error;
        if (await this.takeOver()) continue;
        if (this.closed || performance.now() > deadline) throw new TransientError(error.message, { cause: error });
      }
      await wait(LOOK_AGAIN_MS);
    }
  }

  /** True when this process has the index now. */
  private async takeOver(): Promise<boolean> {
    if (this.closed || !this.options.mayOpen) return false;
    this.opening ??= this.open();
    try {
      this.own ??= await this.opening;
    } finally {
      this.opening = undefined;
    }
    return this.own !== undefined;
  }

  /** Whoever only asks never loads the engine. */
  private async open(): Promise<OpenIndex | undefined> {
    const { openIndex } = await import('./open-index.js');
    return openIndex(this.options);
  }
}
