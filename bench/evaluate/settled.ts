import type { ApiClient } from '#apps/operations/src/cli/api-client.js';
import { SummaryDto } from '#apps/operations/src/summary/summary.dto.js';

const WITHIN_MS = 30 * 60_000;
const PAUSE_MS = 200;
/** Idle for so many looks in a row: lists are made anew a moment after an archive has grown. */
const IDLE_LOOKS = 6;

/** Waits until so many articles can be found, every event is handled and no job is in hand. */
export async function settled(client: ApiClient, expected: number): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  for (let idle = 0; idle < IDLE_LOOKS;) {
    if (Date.now() > deadline) throw new Error('the articles were not all handled in time');
    const { articles, consumers, queues } = await client.call('/v1/ops/summary', SummaryDto);
    const busy = queues.some(({ counts }) => counts.active + counts.waiting > 0);
    const handled = articles >= expected && consumers.every(({ lag }) => lag === 0);
    idle = handled && !busy ? idle + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
