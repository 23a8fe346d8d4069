import { stopWords } from '#text/stop-words.js';
import { pickFrom } from './seeded-random.js';

const SYLLABLES: Readonly<Record<string, readonly string[]>> = {
  de: 'ab an aus ba bau be ber bil da den der ein er fa fer ge gen ha hau in ka kel la lan ma mer na ner or pa rei sa schaf sen stra ta ten ter ung ver wa wer zu ö ü ä'.split(
    ' ',
  ),
  en: 'al an ar ba ber ca con de den dis er ex fa fer ga har in ing is ka la land ma ment na ness or pa per pro ra re sa sion ta ter ti un ver wa win'.split(
    ' ',
  ),
};

/**
 * Made-up words of a language, drawn as often as words of their rank are in real texts (Zipf-Mandelbrot); the most frequent
 * are the language's own function words.
 */
export class ZipfVocabulary {
  private readonly words: string[];
  private readonly sums: Float64Array;

  constructor(language: 'de' | 'en', size: number, random: () => number) {
    const known = new Set(stopWords(language));
    while (known.size < size) known.add(madeUp(language, random));
    this.words = [...known];
    this.sums = new Float64Array(this.words.length);
    let sum = 0;
    for (let rank = 0; rank < this.sums.length; rank++) this.sums[rank] = sum += 1 / (rank + 2.7);
  }

  draw(random: () => number): string {
    const wanted = random() * (this.sums.at(-1) ?? 0);
    let [low, high] = [0, this.sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return this.words[low] ?? '';
  }

  text(words: number, random: () => number): string {
    return Array.from({ length: words }, () => this.draw(random)).join(' ');
  }
}

function madeUp(language: 'de' | 'en', random: () => number): string {
  const syllables = SYLLABLES[language] ?? [];
  const many = 2 + Math.floor(random() * random() * 5);
  return Array.from({ length: many }, () => pickFrom(syllables, random)).join('');
}
