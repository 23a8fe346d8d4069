import type { Backend } from '#ports/backend.js';
import type { ProgressCheck, ProgressState } from './progress-monitor.js';

/** Whether what is accepted now would be kept. */
export class StoreCheck implements ProgressCheck {
  readonly name = 'store';

  constructor(private readonly backend: Backend) {}

  async check(): Promise<ProgressState> {
    await this.backend.probe();
    return { ok: true, detail: 'can be written' };
  }
}
