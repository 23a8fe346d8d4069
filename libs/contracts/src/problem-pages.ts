import type { Problem } from './problem.js';

/** Who is shown a problem. */
export interface ProblemReader {
  /** The Accept-Language header. */
  readonly accepts: string | undefined;
  /** The language asked for in the address (`?ui=`), whatever it holds. */
  readonly wished: unknown;
  /** False where the address cannot be asked again for the same page in another language. */
  readonly canAskAgain: boolean;
}

/** Makes the page that a reader is shown in place of a problem document; it says no more of the inside than the document. */
export abstract class ProblemPages {
  abstract page(problem: Problem, reader: ProblemReader): string;
}
