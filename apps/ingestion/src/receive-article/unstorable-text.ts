import { pointerOf, type ProblemField } from '#contracts/problem.js';

const UNSTORABLE = /[\0\p{Surrogate}]/u;
const MOST_REPORTED = 20;

/** The texts that cannot be stored and given back as they came: with NUL characters or half surrogate pairs. */
export function unstorableText(value: unknown): ProblemField[] {
  const found: ProblemField[] = [];
  const look = (part: unknown, path: readonly PropertyKey[]): void => {
    if (found.length >= MOST_REPORTED) return;
    if (typeof part === 'string') {
      if (UNSTORABLE.test(part))
        found.push({ pointer: pointerOf(path), detail: 'holds a NUL character or half a surrogate pair' });
    } else if (Array.isArray(part)) part.forEach((entry, index) => look(entry, [...path, index]));
    else if (typeof part === 'object' && part !== null) {
      for (const [key, entry] of Object.entries(part)) look(entry, [...path, key]);
    }
  };
  look(value, []);
  return found;
}
