import type { SearchHit } from '#contracts/search.js';
import { Meaning } from '#text/meaning.js';
import { passage } from '#text/passage.js';
import { tellingWords } from '#text/telling-words.js';
import type { FoundStep } from './find-articles.js';
import { mergedTerms, termsOfPhrase, type TermsByLanguage } from './language-terms.js';

type Highlights = NonNullable<SearchHit['highlights']>;

const PASSAGE_WORDS = 40;

/** Marks what hits were found for in their own texts; what it learned of a word holds for all hits of the answer. */
export class HitMarks {
  private readonly meanings = new Map<FoundStep | undefined, Map<string, Meaning>>();

  constructor(
    private readonly phrases: ReadonlyArray<readonly string[]>,
    private readonly languages: readonly string[],
  ) {}

  highlights(
    { title, summary = '' }: Pick<SearchHit, 'title' | 'summary'>,
    body: string,
    step: FoundStep | undefined,
    language: string,
  ): Highlights {
    const meaning = this.meaning(step, language);
    return {
      title: passage(title, meaning),
      summary: passage(summary, meaning),
      body: passage(body, meaning, { words: PASSAGE_WORDS }),
    };
  }

  private meaning(step: FoundStep | undefined, language: string): Meaning {
    const ofStep = this.meanings.get(step) ?? new Map<string, Meaning>();
    this.meanings.set(step, ofStep);
    const meaning = ofStep.get(language) ?? new Meaning(this.termsToMark(step, language), language);
    ofStep.set(language, meaning);
    return meaning;
  }

  /** The stems that a hit's step accepts and those of the phrases, with the number of their word. */
  private termsToMark(step: FoundStep | undefined, language: string): Map<string, number> {
    const words = step?.words.map(({ levels }) => mergedTerms(levels.map(({ terms }) => terms))) ?? [];
    const phrases = this.phrases.map((phrase) => termsOfPhrase(phrase, this.languages));
    const parts = (terms: TermsByLanguage): string[][] =>
      [...(terms.get(language) ?? [])].map((term) => term.split(' '));
    // A phrase was typed with all its words; of several that stand for a word the function words mean nothing.
    const each = [
      ...words.map((terms) => parts(terms).flatMap((several) => tellingWords(several, language))),
      ...phrases.map((terms) => parts(terms).flat()),
    ];
    const meant = new Map<string, number>();
    for (const [number, stems] of each.entries()) for (const stem of stems) meant.set(stem, meant.get(stem) ?? number);
    return meant;
  }
}
