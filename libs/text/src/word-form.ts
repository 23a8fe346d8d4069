import { fold } from './fold.js';
import type { Language } from './languages.js';
import { stemFolded } from './stem.js';
import { stopWords } from './stop-words.js';
import { visitWords } from './tokenise.js';

/** What goes on longer is no word; its beginning stands for it. */
const LONGEST_WORD = 80;
const NOT_A_LETTER = /[^\p{L}\p{N}\p{M}]+/gu;
const PLAIN = /^[a-z0-9]*$/;

/** What is known of one surface form: its folded word, whether it is a stop word, and, when asked for, its stem. */
export class WordForm {
  readonly word: string;
  readonly stop: boolean;
  private stemmed: string | undefined;

  constructor(
    surface: string,
    private readonly language: Language,
  ) {
    const folded = fold(surface.length > LONGEST_WORD ? surface.slice(0, LONGEST_WORD) : surface);
    this.word = PLAIN.test(folded) ? folded : folded.replace(/'s$/, '').replace(NOT_A_LETTER, '');
    this.stop = stopWords(language).has(this.word);
  }

  get term(): string {
    this.stemmed ??= stemFolded(this.word, this.language);
    return this.stemmed;
  }
}

type Generation = Map<Language, Map<string, WordForm>>;

const FORMS_PER_GENERATION = 60_000;
const SLICE_FROM_LENGTH = 13;
let fresh: Generation = new Map();
let stale: Generation = new Map();
let size = 0;

function formsOf(language: Language): Map<string, WordForm> {
  const known = fresh.get(language);
  if (known !== undefined) return known;
  const made = new Map<string, WordForm>();
  fresh.set(language, made);
  return made;
}

/** A string of its own: a slice would keep the whole article in memory for as long as the word is known. */
function ownCopy(slice: string): string {
  return slice.length < SLICE_FROM_LENGTH ? slice : Buffer.from(slice, 'utf16le').toString('utf16le');
}

function remember(surface: string, language: Language): WordForm {
  if (size >= FORMS_PER_GENERATION) {
    stale = fresh;
    fresh = new Map();
    size = 0;
  }
  const own = ownCopy(surface);
  const form = stale.get(language)?.get(own) ?? new WordForm(own, language);
  formsOf(language).set(own, form);
  size++;
  return form;
}

/** The form of a word, remembered with the others. */
export function formOf(surface: string, language: Language): WordForm {
  return formsOf(language).get(surface) ?? remember(surface, language);
}

/**
 * Visits the words of a text as forms. Forms are remembered in two generations, so that memory is bounded and common
 * words stay known; words without a letter or digit are passed over.
 */
export function visitForms(
  text: string,
  language: Language,
  visit: (form: WordForm, start: number, end: number) => void,
): void {
  let forms = formsOf(language);
  visitWords(text, language, (start, end) => {
    const surface = text.slice(start, end);
    let form = forms.get(surface);
    if (form === undefined) {
      form = remember(surface, language);
      forms = formsOf(language);
    }
    if (form.word !== '') visit(form, start, end);
  });
}
