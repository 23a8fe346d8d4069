import { allowedTypos } from '#text/edit-distance.js';
import type { Database } from '../database.js';
import { acceptedWord, holdingAll, type AcceptedWord } from './accepted-word.js';
import type { ArticleColumns } from './article-columns.js';
import { docidsOf, type FoundStep } from './find-articles.js';
import { spelling } from './spelling.js';
import type { WordLevels } from './word-levels.js';

/** The query with its misspelt words put right, when nothing held the words as typed and close ones were found. */
export function correctedQuery(
  q: string,
  [first]: readonly FoundStep[],
  { database, columns, levels }: { database: Database; columns: ArticleColumns; levels: WordLevels },
): string | undefined {
  if (first === undefined || (first.step !== 'closeWords' && first.step !== 'distantWords')) return undefined;
  let corrected = q;
  let kept: readonly AcceptedWord[] = first.words;
  for (const [index, { typed }] of first.words.entries()) {
    if (levels.isKnown(typed)) continue;
    for (const { word } of candidates(typed, levels)) {
      const tried = kept.map((one, place) => (place === index ? acceptedWord(word, [levels.exact(word)]) : one));
      const docids = docidsOf(database, holdingAll(tried, []) ?? '""');
      if (docids.length === 0) continue;
      kept = tried;
      corrected = corrected.replace(typed, () => spelling(word, docids, database, columns));
      break;
    }
  }
  return corrected === q ? undefined : corrected;
}

function* candidates(typed: string, levels: WordLevels): Generator<{ word: string }> {
  for (let distance = 1; distance <= Math.max(2, allowedTypos(typed)); distance++)
    yield* levels.wordsAt(typed, distance);
}
