import type { SearchStep } from '#contracts/search-ranking.js';
import { allowedTypos } from '#text/edit-distance.js';
import { acceptedWord, type AcceptedWord } from './accepted-word.js';
import type { QueryWord } from '#text/read-query.js';
import type { WordLevels } from './word-levels.js';

/** What is asked of the index at once: articles that hold all of these words. */
export interface Attempt {
  readonly step: SearchStep;
  readonly words: readonly AcceptedWord[];
}

const DISTANT_FROM_LETTERS = 5;
/** Words that no article holds are misspelt before any other is. */
const WIDENINGS = [
  { distance: 1, unknown: true },
  { distance: 2, unknown: true },
  { distance: 1, unknown: false },
  { distance: 2, unknown: false },
];

/** Asked before a step is worked out, since to work it out is most of its cost. */
export type StepWanted = (step: SearchStep) => boolean;

/** The attempts of a query in their order, made one by one as long as their steps are wanted. */
export function* attemptsOf(words: readonly QueryWord[], levels: WordLevels, isWanted: StepWanted): Generator<Attempt> {
  const typed = words.map((word) => levels.asTyped(word));
  yield { step: 'words', words: typed };
  let widest = typed;
  for (const { distance, unknown } of WIDENINGS) {
    if (!isWanted('closeWords')) break;
    const close = typed.map((word, index) => {
      if (levels.isKnown(word.typed) === unknown) return widest[index] ?? word;
      return withLevels(word, levels.close(word.typed, Math.min(distance, allowedTypos(word.typed))));
    });
    if (sizeOf(close) === sizeOf(widest)) continue;
    widest = close;
    yield { step: 'closeWords', words: widest };
  }
  yield* compounds(typed, widest, levels, isWanted);
  if (!isWanted('distantWords')) return;
  const distant = widest.map((word) => farther(word, levels));
  if (sizeOf(distant) > sizeOf(widest)) {
    widest = distant;
    yield { step: 'distantWords', words: widest };
  }
  if (isWanted('fewerWords')) yield* fewerWords(widest, levels);
}

function* compounds(
  typed: readonly AcceptedWord[],
  widest: readonly AcceptedWord[],
  levels: WordLevels,
  isWanted: StepWanted,
): Generator<Attempt> {
  const step = 'compounds';
  if (!isWanted(step)) return;
  const within = widest.map((word) => withLevels(word, [levels.compoundsOf(word.typed)]));
  if (sizeOf(within) > sizeOf(widest)) yield { step, words: within };
  for (const [index, { typed: word }] of typed.entries()) {
    if (!isWanted(step)) return;
    const parts = levels.partsOf(word).map((part) => acceptedWord(part, [levels.exact(part)]));
    if (parts.length > 1) yield { step, words: replaced(widest, index, 1, parts) };
    const next = typed[index + 1];
    const joined = next === undefined ? undefined : levels.joined(word, next.typed);
    if (joined !== undefined)
      yield { step, words: replaced(widest, index, 2, [acceptedWord(joined, [levels.exact(joined)])]) };
  }
}

/** The most frequent word goes first; of many words some attempts are passed over, so that a long query costs no more. */
function* fewerWords(widest: readonly AcceptedWord[], levels: WordLevels): Generator<Attempt> {
  const byRarity = [...widest].sort((left, right) => levels.articles(left.typed) - levels.articles(right.typed));
  const known = byRarity.filter((word) => word.levels.length > 1 || levels.articles(word.typed) > 0);
  const most = known.length === widest.length ? known.length - 1 : known.length;
  const sizes = [...new Set([most, most - 1, Math.ceil(most / 2), 2, 1])].filter((size) => size > 0 && size <= most);
  for (const size of sizes.sort((left, right) => right - left))
    yield { step: 'fewerWords', words: known.slice(0, size) };
}

function farther(word: AcceptedWord, levels: WordLevels): AcceptedWord {
  const letters = [...word.typed].length;
  const further =
    letters < DISTANT_FROM_LETTERS || allowedTypos(word.typed) > 1 ? [] : levels.close(word.typed, 2, 'distant');
  return withLevels(word, further.slice(-1));
}

function withLevels(word: AcceptedWord, more: ReadonlyArray<AcceptedWord['levels'][number] | undefined>): AcceptedWord {
  return { ...word, levels: [...word.levels, ...more.filter((level) => level !== undefined)] };
}

function replaced(
  words: readonly AcceptedWord[],
  at: number,
  many: number,
  by: readonly AcceptedWord[],
): AcceptedWord[] {
  return [...words.slice(0, at), ...by, ...words.slice(at + many)];
}

function sizeOf(words: readonly AcceptedWord[]): number {
  return words.reduce((all, { levels }) => all + levels.length, 0);
}
