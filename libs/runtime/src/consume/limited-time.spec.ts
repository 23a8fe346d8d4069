import { HandlerTimeout, limitedTime } from './limited-time.js';

const never = new AbortController().signal;
const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

describe('Work with limited time', () => {
  it('gives back what it makes and throws what it throws', async () => {
    await expect(limitedTime(1_000, never, async () => 7)).resolves.toBe(7);
    await expect(limitedTime(1_000, never, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('is told to stop and fails when its time is over, also when it does not listen', async () => {
    let told: AbortSignal | undefined;
    const deaf = limitedTime(5, never, (signal) => {
      told = signal;
      return new Promise(() => undefined);
    });
    await expect(deaf).rejects.toThrow(HandlerTimeout);
    expect(told?.aborted).toBe(true);
  });

  it('is told to stop when the process stops', async () => {
    const stop = new AbortController();
    const work = limitedTime(60_000, stop.signal, untilAborted);
    stop.abort(new Error('stopping'));
    await expect(work).rejects.toThrow('stopping');
  });
});
