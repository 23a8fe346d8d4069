/**
 * Waits until `condition` answers something other than undefined or false and returns it. A condition that throws (an
 * expectation that does not hold yet) is asked again; after the deadline this fails with its last error. What is costly to ask
 * is to be given a longer pause, so that asking does not hold up what is waited for.
 */
export async function eventually<Result>(
  condition: () => Result | undefined | false | Promise<Result | undefined | false>,
  {
    withinMs = 5_000,
    what = 'the condition',
    longestPauseMs = 50,
  }: { withinMs?: number; what?: string; longestPauseMs?: number } = {},
): Promise<Result> {
  const deadline = Date.now() + withinMs;
  for (let pause = 2; ; pause = Math.min(pause * 2, longestPauseMs)) {
    const attempt = await tried(condition);
    if ('result' in attempt && attempt.result !== undefined && attempt.result !== false) return attempt.result;
    if (Date.now() > deadline) throw tooLate(what, withinMs, attempt);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

type Attempt<Result> = { readonly result: Result } | { readonly error: unknown };

async function tried<Result>(condition: () => Result | Promise<Result>): Promise<Attempt<Result>> {
  try {
    return { result: await condition() };
  } catch (error) {
    return { error };
  }
}

function tooLate(what: string, withinMs: number, attempt: Attempt<unknown>): Error {
  const reason = 'error' in attempt ? `: ${String(attempt.error)}` : '';
  return new Error(`${what} did not come true within ${withinMs} ms${reason}`, { cause: attempt });
}
