import { detectLanguage } from './detect-language.js';
import { escapeHtml } from './escape-html.js';
import { htmlToText, readingMinutes } from './html-to-text.js';
import { primaryLanguage, type Language } from './languages.js';
import { sanitiseHtml } from './sanitise-html.js';
import { minHash, shingles, type Signature } from './shingles.js';
import { visitForms } from './word-form.js';

/** What a source said of an article's text; `language` is its own claim and wins over detection. */
export interface TextInput {
  readonly title: string;
  readonly summary?: string;
  readonly html?: string;
  readonly text?: string;
  readonly language?: string;
  readonly baseUrl?: string;
}

/** What Courant makes of it: safe markup, plain text, language, length and near-duplicate signature. */
export interface PreparedText {
  readonly html: string;
  readonly text: string;
  readonly language: Language;
  readonly wordCount: number;
  readonly readingMinutes: number;
  readonly signature: Signature;
}

/** The CPU part of preparing an article; pure, so that it may run in any thread. */
export function prepareText(input: TextInput): PreparedText {
  const html = input.html === undefined ? paragraphsOf(input.text ?? '') : sanitiseHtml(input.html, baseOf(input));
  const text = htmlToText(html);
  const language = input.language === undefined ? detected(input, text) : primaryLanguage(input.language);
  const words: string[] = [];
  visitForms(text, language, (form) => words.push(form.word));
  const signature = minHash(shingles(words));
  return { html, text, language, wordCount: words.length, readingMinutes: readingMinutes(words.length), signature };
}

function baseOf(input: TextInput): { baseUrl?: string } {
  return input.baseUrl === undefined ? {} : { baseUrl: input.baseUrl };
}

function detected(input: TextInput, text: string): Language {
  return detectLanguage([input.title, input.summary ?? '', text].join('\n'));
}

function paragraphsOf(text: string): string {
  return text
    .split(/(?:\r?\n|\r){2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph).replace(/\r?\n|\r/g, '<br />')}</p>`)
    .join('');
}
