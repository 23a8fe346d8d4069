/** Waits until `condition` answers something other than undefined or false and returns it; fails after the deadline. */
export async function eventually<Result>(
  condition: () => Result | undefined | false | Promise<Result | undefined | false>,
  { withinMs = 5_000, what = 'the condition' }: { withinMs?: number; what?: string } = {},
): Promise<Result> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const result = await condition();
    if (result !== undefined && result !== false) return result;
    if (Date.now() > deadline) throw new Error(`${what} did not come true within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
