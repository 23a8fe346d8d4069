import { TransientError } from '#contracts/errors.js';
import type { Clock } from '#ports/clock.port.js';
import type { ConsumerLag, EventLog } from '#ports/event-log.port.js';
import type { ProgressCheck, ProgressState } from './progress-monitor.js';

const STALLED_SECONDS = 120;
const PAUSED_SECONDS = 15;

/** Whether events are handled: none may wait two minutes while its group does not move, nor long for what is away. */
export class EventProgressCheck implements ProgressCheck {
  readonly name = 'events';
  private readonly since: number;

  constructor(
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
    /** Those that this process handles. */
    private readonly groups: () => readonly string[],
  ) {
    this.since = clock.now().getTime();
  }

  async check(): Promise<ProgressState> {
    const own = new Set(this.groups());
    if (own.size === 0) return { ok: true, detail: 'none are handled here' };
    const lags = await this.ownLags(own);
    if (lags === undefined) return { ok: true, degraded: true, detail: 'unknown while the log is away' };
    const stalled = lags.filter((lag) => this.isStalled(lag));
    if (stalled.length > 0) return { ok: false, detail: stalled.map(describe).join('; ') };
    const waiting = lags.reduce((sum, { lag }) => sum + lag, 0);
    return { ok: true, detail: waiting === 0 ? 'none waits' : `${waiting} wait and move` };
  }

  /** Undefined while the log is away: its own check tells that. */
  private async ownLags(own: ReadonlySet<string>): Promise<ConsumerLag[] | undefined> {
    try {
      return (await this.eventLog.lag()).filter(({ group }) => own.has(group));
    } catch (error) {
      if (error instanceof TransientError) return undefined;
      throw error;
    }
  }

  private isStalled({ lag, oldestAgeSeconds, paused, lastCommitAt }: ConsumerLag): boolean {
    if (lag === 0) return false;
    if (paused) return oldestAgeSeconds > PAUSED_SECONDS;
    const moved = Math.max(this.since, lastCommitAt?.getTime() ?? 0);
    const still = (this.clock.now().getTime() - moved) / 1000;
    return oldestAgeSeconds > STALLED_SECONDS && still > STALLED_SECONDS;
  }
}

function describe({ group, topic, lag, oldestAgeSeconds, reason }: ConsumerLag): string {
  const because = reason === undefined ? '' : `, paused: ${reason}`;
  return `${group} has ${lag} unhandled ${topic}, the oldest ${Math.round(oldestAgeSeconds)} s old${because}`;
}
