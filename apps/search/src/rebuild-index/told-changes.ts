import { EventLog, type LogRange, type LogRecord } from '#ports/event-log.port.js';
import type { IndexChange } from '#ports/search-index.port.js';
import { decodeEvent } from '#runtime/consume/decode-event.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { changeOf } from '../index-articles/index-change.js';

const PAGE = 512;
/** Events are read between others' turns: to check one takes up to some tenths of a millisecond. */
const DECODED_AT_ONCE = 16;

/** Reads what the log told of articles: of each at least the newest version or its withdrawal, which is never dropped. */
@Injectable()
export class ToldChanges {
  constructor(
    private readonly eventLog: EventLog,
    private readonly logger: Logger,
  ) {}

  /** In pages, those of one article in order; without a time from the first one kept. */
  async *since(from: Date | undefined): AsyncGenerator<IndexChange[]> {
    let after: LogRange['after'];
    for (;;) {
      const page = await this.eventLog.read({
        ...{ topic: 'articles', limit: PAGE },
        ...(from === undefined ? {} : { from }),
        ...(after === undefined ? {} : { after }),
      });
      if (page.length === 0) return;
      after = page.at(-1);
      yield await this.changesOf(page);
    }
  }

  private async changesOf(page: readonly LogRecord[]): Promise<IndexChange[]> {
    const changes: IndexChange[] = [];
    for (const [index, record] of page.entries()) {
      if (index % DECODED_AT_ONCE === DECODED_AT_ONCE - 1) await nextTurn();
      changes.push(...this.changeOf(record));
    }
    return changes;
  }

  /** What is no event was made a dead letter by the handler that it was told to. */
  private changeOf(record: LogRecord): IndexChange[] {
    try {
      return changeOf(decodeEvent(record));
    } catch (error) {
      this.logger.warn({ articleId: record.key, err: error }, 'left out of the rebuilt search index');
      return [];
    }
  }
}
