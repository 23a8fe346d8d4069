import type { EditionId } from '#contracts/ids.js';
import type { EditionRecord } from '#ports/edition-store.port.js';

const LOOK_EACH_MS = 500;

/**
 * Keeps an eye on an edition while it is sent: its signal is aborted within a second after somebody paused or canceled it, or
 * when the process stops.
 */
export class EditionWatch {
  private readonly stopping = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private record: EditionRecord | undefined;

  constructor(
    readonly id: EditionId,
    /** The edition while it may be sent. */
    private readonly find: () => Promise<EditionRecord | undefined>,
    private readonly outer: AbortSignal,
  ) {
    this.timer = setInterval(() => void this.look().catch(() => this.stop()), LOOK_EACH_MS);
    this.timer.unref();
    outer.addEventListener('abort', this.stop);
    if (outer.aborted) this.stop();
  }

  /** Aborted when nothing more of it must be begun. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** As it was at the last look. */
  get edition(): EditionRecord | undefined {
    return this.record;
  }

  /** Reads it anew; undefined when it must not be sent. */
  async look(): Promise<EditionRecord | undefined> {
    if (this.signal.aborted) return undefined;
    const record = await this.find();
    if (record === undefined) this.stop();
    else this.record = record;
    return this.signal.aborted ? undefined : record;
  }

  readonly stop = (): void => this.stopping.abort();

  end(): void {
    clearInterval(this.timer);
    this.outer.removeEventListener('abort', this.stop);
  }
}
