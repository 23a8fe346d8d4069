import { StageCompleted } from '#contracts/events/stage-completed.event.js';
import { StageFailed } from '#contracts/events/stage-failed.event.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { GROUPS } from '#contracts/topics.js';
import { ReceiptStore, type ReceiptEntry } from '#ports/receipt-store.port.js';
import { HandleEvents } from '#runtime/consume/handle-events.decorator.js';
import { isEvent, type ReceivedEvent } from '#runtime/consume/received-event.js';
import { Controller } from '@nestjs/common';

/** Writes receipts from what the stages report. Repeats change nothing: an entry is known by version, stage and place. */
@Controller()
export class RecordStages {
  constructor(private readonly receipts: ReceiptStore) {}

  @HandleEvents({ group: GROUPS.ingestionReceipts, events: [StageCompleted, StageFailed], batch: 500 })
  async record(events: readonly ReceivedEvent[]): Promise<void> {
    await this.receipts.record(events.flatMap(entriesOf));
  }
}

function entriesOf(event: ReceivedEvent): ReceiptEntry[] {
  if (isEvent(StageCompleted, event)) {
    const { articleId, version, stage, place, at, detail } = event.data;
    return [
      {
        ...{ articleId, version, stage, at, outcome: 'completed' as const },
        ...(place === undefined ? {} : { place }),
        ...(detail === undefined ? {} : { detail }),
      },
    ];
  }
  if (!isEvent(StageFailed, event)) return [];
  const { articleId, version, stage, place, at, reason, deadLetter } = event.data;
  const detail = withoutAbsent({ reason, deadLetter });
  return [{ ...{ articleId, version, stage, at, outcome: 'failed', detail }, ...withoutAbsent({ place }) }];
}
