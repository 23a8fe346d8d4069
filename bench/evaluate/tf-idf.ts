type Vector = ReadonlyMap<string, number>;

/** A text as the reference reads it: its runs of letters and digits in lower case. */
export function plainWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * The reference for related lists, as plain as it is usually built: 1 + log tf, log (N / df), unit length, no stop words left
 * out, no stemming, every other text a candidate.
 */
export class TfIdf {
  private readonly vectors: readonly Vector[];

  constructor(texts: readonly string[]) {
    const counts = texts.map((text) => countsOf(plainWords(text)));
    const frequencies = countsOf(counts.flatMap((count) => [...count.keys()]));
    this.vectors = counts.map((count) => {
      const raw = [...count].map(([word, times]): [string, number] => {
        return [word, (1 + Math.log(times)) * Math.log(texts.length / (frequencies.get(word) ?? 1))];
      });
      const size = Math.sqrt(raw.reduce((sum, [, weight]) => sum + weight ** 2, 0)) || 1;
      return new Map(raw.map(([word, weight]) => [word, weight / size]));
    });
  }

  /** Places of the texts of the greatest cosine with one, best first. */
  nearest(place: number, limit: number): number[] {
    const own = this.vectors[place];
    if (own === undefined) return [];
    return this.vectors
      .map((vector, other) => ({ other, cosine: other === place ? -1 : dot(own, vector) }))
      .filter(({ cosine }) => cosine > 0)
      .sort((one, other) => other.cosine - one.cosine || one.other - other.other)
      .slice(0, limit)
      .map(({ other }) => other);
  }
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function dot(one: Vector, other: Vector): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let sum = 0;
  for (const [word, weight] of small) sum += weight * (large.get(word) ?? 0);
  return sum;
}
