/** A list of words under its name; what it holds is read by those who use it. */
export interface VocabularyList {
  readonly id: string;
  readonly items: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/**
 * The lists of words that editors gave the search.
 *
 * - `put` takes the place of the list of that name; it is durable and read by every process when it resolves. Of two at once
 *   one stays, whole.
 * - A list that was never put is absent.
 * - `mark` costs little and is another after each `put`, so that lists are read again only where they changed.
 */
export abstract class VocabularyStore {
  abstract lists(): Promise<VocabularyList[]>;
  abstract mark(): Promise<string>;
  abstract put(list: VocabularyList): Promise<void>;
}
