import { setImmediate as nextTurn } from 'node:timers/promises';

/** Some milliseconds of work. */
const AT_ONCE = 100;

/** Does something with each of thousands, and lets others have the event loop in between. */
export async function inTurns<From, To>(items: readonly From[], work: (item: From) => To): Promise<To[]> {
  const all: To[] = [];
  for (const item of items) {
    if (all.length % AT_ONCE === AT_ONCE - 1) await nextTurn();
    all.push(work(item));
  }
  return all;
}
