/** A handler that overran its time; counts as a failed try. */
export class HandlerTimeout extends Error {
  override readonly name = 'HandlerTimeout';
}

/** Runs `work` with a signal that is aborted when the time is over, which also rejects, or when `stop` is. */
export async function limitedTime<Result>(
  milliseconds: number,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const overrun = new AbortController();
  const signal = AbortSignal.any([overrun.signal, stop]);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const timeout = new HandlerTimeout(`the handler took longer than ${milliseconds} ms`);
      overrun.abort(timeout);
      reject(timeout);
    }, milliseconds);
  });
  try {
    return await Promise.race([work(signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
