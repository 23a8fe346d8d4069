import { RELATED_WEIGHTS as W } from '#contracts/related-ranking.js';
import type { ArticleProfile } from '#ports/posting-store.port.js';
import type { FrequencyTable } from '#ports/term-frequency-store.port.js';

/** Below so many profiles no term is left out as too frequent: in a small archive every theme is. */
const SMALL_ARCHIVE = 60;

/** What is weighed of a profile. */
export type CountedTerms = Pick<ArticleProfile, 'terms' | 'counts' | 'capitals' | 'length'>;

/** How much terms weigh in the articles of one language, by how frequent they are in the archive. */
export class LanguageWeights {
  private readonly byCount: number[] = [];

  constructor(private readonly table: FrequencyTable | undefined) {}

  /** Symmetric BM25 weights of unit length, in the order of the terms; 0 for terms that are too frequent to tell anything. */
  weigh({ terms, counts, capitals, length }: CountedTerms): Float32Array {
    const weights = new Float32Array(terms.length);
    const norm = W.k1.value * (1 - W.b.value + (W.b.value * length) / (this.table?.meanLength ?? (length || 1)));
    let squares = 0;
    for (let index = 0; index < terms.length; index += 1) {
      const count = counts[index] ?? 0;
      const emphasis = 1 + (W.capital.value * (capitals[index] ?? 0)) / 255;
      const weight = (this.factor(terms[index] ?? 0) * emphasis * count * (W.k1.value + 1)) / (count + norm);
      weights[index] = weight;
      squares += weight * weight;
    }
    const size = Math.sqrt(squares);
    if (size > 0) for (let index = 0; index < weights.length; index += 1) weights[index] = (weights[index] ?? 0) / size;
    return weights;
  }

  /** How rare what has this mark is, from 1 for what is found once down to 0 for what is found everywhere. */
  rarity(mark: number): number {
    return this.factorOf(this.frequency(mark)) / this.factorOf(1);
  }

  private factor(mark: number): number {
    const frequency = this.frequency(mark);
    const profiles = this.table?.profiles ?? 0;
    if (profiles >= SMALL_ARCHIVE && frequency > W.mostFrequent.value * profiles) return 0;
    return this.factorOf(frequency);
  }

  private factorOf(frequency: number): number {
    const profiles = this.table?.profiles ?? 0;
    if (profiles === 0) return 1;
    const idf = Math.log(1 + Math.max(0, profiles - frequency + 0.5) / (frequency + 0.5));
    return (this.byCount[frequency] ??= idf ** W.idf.value);
  }

  /** In how many of the counted profiles; what was found once is not in the table. */
  private frequency(mark: number): number {
    if (this.table === undefined) return 1;
    const { marks, counts } = this.table;
    let [low, high] = [0, marks.length - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = marks[middle] ?? 0;
      if (found === mark) return counts[middle] ?? 1;
      if (found < mark) low = middle + 1;
      else high = middle - 1;
    }
    return 1;
  }
}
