import type { LogBatch } from '#ports/event-log.port.js';

/** Tells the log at regular intervals that the batch is still in hand while `work` runs; a refused heartbeat ends it. */
export async function withHeartbeat(
  batch: Pick<LogBatch, 'heartbeat'>,
  everyMs: number,
  work: () => Promise<void>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const refused = new Promise<never>((_, reject) => {
    timer = setInterval(() => void batch.heartbeat().catch(reject), everyMs);
  });
  try {
    await Promise.race([work(), refused]);
  } finally {
    clearInterval(timer);
  }
}
