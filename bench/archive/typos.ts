import { pickFrom } from './seeded-random.js';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** A word with one typo anywhere in it: a letter too few, too many or another, or two neighbours that changed places. */
export function withTypo(word: string, random: () => number): string {
  const letters = [...word];
  const at = Math.floor(random() * letters.length);
  switch (Math.floor(random() * 4)) {
    case 0:
      letters.splice(at, 1);
      break;
    case 1:
      letters.splice(at, 0, pickFrom(LETTERS, random));
      break;
    case 2:
      letters.splice(at, 1, pickFrom(LETTERS, random));
      break;
    default:
      letters.splice(
        Math.min(at, letters.length - 2),
        2,
        ...letters
          .slice(Math.min(at, letters.length - 2))
          .slice(0, 2)
          .reverse(),
      );
  }
  return letters.join('');
}
