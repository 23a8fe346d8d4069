import { VocabularyStore, type VocabularyList } from '#ports/vocabulary-store.port.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Vocabulary } from './vocabulary.js';

/** Other processes change it too. */
const READ_AGAIN_MS = 1_000;
/** No search waits longer for it: while its store is away, what was read last is good enough. */
const WAIT_MS = 100;

/** The vocabulary in force: a change counts here at once, and in other processes within some seconds. */
@Injectable()
export class CurrentVocabulary {
  private lists: readonly VocabularyList[] = [];
  private vocabulary = new Vocabulary([]);
  private readAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly store: VocabularyStore,
    private readonly logger: Logger,
  ) {}

  /** For a search; never rejects. */
  async forSearch(): Promise<Vocabulary> {
    if (performance.now() - this.readAt > READ_AGAIN_MS) await Promise.race([this.refresh(), wait(WAIT_MS)]);
    return this.vocabulary;
  }

  /** As it is kept now; rejects when that cannot be known. */
  async kept(): Promise<Vocabulary> {
    await this.read();
    return this.vocabulary;
  }

  async put(list: VocabularyList): Promise<Vocabulary> {
    await this.store.put(list);
    return this.kept();
  }

  private refresh(): Promise<void> {
    this.reading ??= this.read()
      .catch((error: unknown) => {
        this.readAt = performance.now();
        this.logger.warn({ err: error }, 'synonyms and stop words could not be read again; those read last count');
      })
      .finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async read(): Promise<void> {
    const lists = await this.store.lists();
    if (!isDeepStrictEqual(lists, this.lists)) this.vocabulary = new Vocabulary(lists);
    this.lists = lists;
    this.readAt = performance.now();
  }
}
