/** Whether terms hold these, each right after the other. */
export function holdsRun(terms: readonly string[], run: readonly string[]): boolean {
  return terms.some((_, place) => run.every((term, offset) => terms[place + offset] === term));
}
