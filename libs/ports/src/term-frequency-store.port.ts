/** In how many articles of a language each term stands; terms of a single article are left out. */
export interface FrequencyTable {
  readonly language: string;
  /** How many profiles were counted. */
  readonly profiles: number;
  /** Their mean length. */
  readonly meanLength: number;
  /** Marks of terms, ascending, and in how many of the profiles each stands. */
  readonly marks: Uint32Array;
  readonly counts: Uint32Array;
}

/** All languages counted at one time. */
export interface FrequencyTables {
  /** Grows by one with each count; 0 before the first. Scores of different generations do not compare exactly. */
  readonly generation: number;
  /** How many articles were public when it was made. */
  readonly archive: number;
  readonly tables: readonly FrequencyTable[];
}

/**
 * The tables of term frequencies in force.
 *
 * - `replace` makes the given tables the only ones under the next generation, wholly or not at all, and answers it.
 */
export abstract class TermFrequencyStore {
  abstract read(): Promise<FrequencyTables>;
  /** The generation alone, to be asked often. */
  abstract generation(): Promise<number>;
  abstract replace(archive: number, tables: readonly FrequencyTable[]): Promise<number>;
}
