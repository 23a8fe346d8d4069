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
  const kept: AcceptedWord[] = [...first.words];
  for (const [index, { typed }] of first.words.entries()) {
    if (levels.articles(typed) > 0) continue;
    for (const { word } of candidates(typed, levels)) {
      kept[index] = acceptedWord(word, [levels.exact(word)]);
      const docids = docidsOf(database, holdingAll(kept, []) ?? '""');
      if (docids.length === 0) continue;
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
