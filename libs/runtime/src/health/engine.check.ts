import type { Engine } from '#ports/backend.js';
import type { ProgressCheck, ProgressState } from './progress-monitor.js';

/** Whether an engine answers; one that is not needed to answer requests leaves the service ready, but degraded. */
export class EngineCheck implements ProgressCheck {
  constructor(private readonly engine: Engine) {}

  get name(): string {
    return this.engine.name;
  }

  async check(): Promise<ProgressState> {
    try {
      await this.engine.probe();
      return { ok: true, detail: 'answers' };
    } catch (error) {
      const detail = `is away: ${error instanceof Error ? error.message : String(error)}`;
      return { ok: !this.engine.needed, degraded: true, detail };
    }
  }
}
