import { createEvent, type ServiceName } from '#contracts/cloud-event.js';
import { StageCompleted } from '#contracts/events/stage-completed.event.js';
import { Clock } from '#ports/clock.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { Injectable } from '@nestjs/common';
import { currentTraceparent } from '../telemetry/trace.js';

/** States on the log which stages of articles are done, for their receipts. */
@Injectable()
export class StageReporter {
  constructor(
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
  ) {}

  /** Durable when it resolves; the same stage reported again is the same event. */
  async report(service: ServiceName, stages: readonly StageCompleted[]): Promise<void> {
    const origin = { service, time: this.clock.now(), traceparent: currentTraceparent() };
    await this.eventLog.append(stages.map((stage) => createEvent(StageCompleted, stage, origin)));
  }
}
