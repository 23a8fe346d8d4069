import { allowedTypos } from '#text/edit-distance.js';
import type { Database } from '../database.js';
import { acceptedWord, holdingAll, type AcceptedWord } from './accepted-word.js';
import type { ArchiveWords } from './archive-words.js';
import type { FoundStep } from './find-articles.js';
import type { WordLevels } from './word-levels.js';

/** The query with its misspelt words put right, when nothing held the words as typed and close ones were found. */
export function correctedQuery(
  q: string,
  [first]: readonly FoundStep[],
  { database, words, levels }: { database: Database; words: ArchiveWords; levels: WordLevels },
): string | undefined {
  if (first === undefined || (first.step !== 'closeWords' && first.step !== 'distantWords')) return undefined;
  let corrected = q;
  const kept: AcceptedWord[] = [...first.words];
  for (const [index, { typed }] of first.words.entries()) {
    if (levels.articles(typed) > 0) continue;
    for (const { word } of candidates(typed, levels)) {
      kept[index] = acceptedWord(word, [levels.exact(word)]);
      if (!holds(kept, database)) continue;
      corrected = corrected.replace(typed, () => words.shown(word));
      break;
    }
  }
  return corrected === q ? undefined : corrected;
}

function* candidates(typed: string, levels: WordLevels): Generator<{ word: string }> {
  for (let distance = 1; distance <= Math.max(2, allowedTypos(typed)); distance++)
    yield* levels.wordsAt(typed, distance);
}

function holds(words: readonly AcceptedWord[], database: Database): boolean {
  const expression = holdingAll(words, []);
  if (expression === undefined) return false;
  return database.get('SELECT 1 FROM search_terms WHERE search_terms MATCH ? LIMIT 1', expression) !== undefined;
}
