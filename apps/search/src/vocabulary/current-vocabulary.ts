import { VocabularyStore, type VocabularyList } from '#ports/vocabulary-store.port.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { Vocabulary } from './vocabulary.js';

/** Other processes change it too. */
const LOOK_AGAIN_MS = 1_000;
/** No search waits longer for it, and none at all while its store is away: what was read last is good enough. */
const WAIT_MS = 100;

/** The vocabulary in force: a change counts here at once, and in other processes within some seconds. */
@Injectable()
export class CurrentVocabulary {
  private vocabulary: Vocabulary | undefined;
  private mark: string | undefined;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private looking: Promise<void> | undefined;
  private away = false;
  /** One read after the other, so that what an older one brings is never the last. */
  private reads: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: VocabularyStore,
    private readonly logger: Logger,
  ) {}

  /** For a search; never rejects. Undefined before anything was read. */
  async forSearch(): Promise<Vocabulary | undefined> {
    if (performance.now() - this.lookedAt > LOOK_AGAIN_MS) {
      const looked = this.look();
      if (!this.away) await Promise.race([looked, wait(WAIT_MS)]);
    }
    return this.vocabulary;
  }

  /** As it is kept now; rejects when that cannot be known. */
  kept(): Promise<Vocabulary> {
    const read = this.reads.then(() => this.read());
    this.reads = read.catch(() => undefined);
    return read;
  }

  async put(list: VocabularyList): Promise<Vocabulary> {
    await this.store.put(list);
    return this.kept();
  }

  private look(): Promise<void> {
    this.looking ??= this.kept()
      .then(
        () => (this.away = false),
        (error: unknown) => {
          if (!this.away)
            this.logger.warn({ err: error }, 'synonyms and stop words cannot be read; the last ones count');
          this.away = true;
        },
      )
      .then(() => {
        this.lookedAt = performance.now();
        this.looking = undefined;
      });
    return this.looking;
  }

  private async read(): Promise<Vocabulary> {
    const mark = await this.store.mark();
    if (this.vocabulary === undefined || mark !== this.mark) {
      this.vocabulary = await Vocabulary.of(await this.store.lists());
      this.mark = mark;
    }
    return this.vocabulary;
  }
}
