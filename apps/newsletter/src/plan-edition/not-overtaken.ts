import { TransientError } from '#contracts/errors.js';

const MOST_TRIES = 10;

/**
 * Decides again, on what holds then, as long as another process makes editions of the newsletter meanwhile; each time it was
 * overtaken one of them got on.
 */
export async function notOvertaken<Result>(
  newsletter: string,
  decide: () => Promise<Result | 'overtaken'>,
): Promise<Result> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const result = await decide();
    if (result !== 'overtaken') return result;
  }
  throw new TransientError(`other processes made editions of ${newsletter} each time that one was decided here`);
}
