import { z } from 'zod';

const MOST_SETS = 5_000;
/** More alternatives of one word are not looked for. */
const MOST_SYNONYMS = 10;
const MOST_STOP_WORDS = 2_000;
const MOST_LANGUAGES = 100;

const language = z.string().regex(/^[a-z]{2,3}$/, 'must be a language such as "de"');
// Two patterns, each of which looks at a character once.
const words = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, { error: `must have at most ${longest} characters`, abort: true })
    .regex(/^[^\p{Cc}\p{Cs}"]*$/u, 'must hold neither quotes nor control characters')
    .regex(/[\p{L}\p{N}]/u, 'must hold a letter or a digit');
const synonym = words(100);

/** Words that mean the same in searches: each of them is found by each; with `root` they are found by that one, and it not by them. */
export const SynonymSet = z
  .strictObject({
    root: synonym.optional(),
    synonyms: z.array(synonym).min(1).max(MOST_SYNONYMS),
    /** Language of the texts that they are looked for in, and whose word forms they have; absent: all texts, as they are spelt. */
    language: language.optional(),
  })
  .refine(({ root, synonyms }) => root !== undefined || synonyms.length > 1, {
    path: ['synonyms'],
    error: 'must be two at least, where there is no root',
  })
  .meta({ id: 'SynonymSet' });
export type SynonymSet = z.infer<typeof SynonymSet>;

/** All synonyms of the search. */
export const Synonyms = z.strictObject({ items: z.array(SynonymSet).max(MOST_SETS) }).meta({ id: 'Synonyms' });
export type Synonyms = z.infer<typeof Synonyms>;

/** The function words of a language: beside other words of a query they need not be in what is found. */
export const StopWordList = z
  .strictObject({
    language,
    words: z.array(words(50).regex(/^\S*$/u, 'must be one word')).max(MOST_STOP_WORDS),
  })
  .meta({ id: 'StopWordList' });
export type StopWordList = z.infer<typeof StopWordList>;

/** The function words of languages. */
export const StopWords = z.strictObject({ items: z.array(StopWordList) }).meta({ id: 'StopWords' });
export type StopWords = z.infer<typeof StopWords>;

/** Function words in place of those of the languages named, each language once. */
export const StopWordsChange = z
  .strictObject({ items: z.array(StopWordList).max(MOST_LANGUAGES) })
  .superRefine(({ items }, context) => {
    for (const [index, { language: one }] of items.entries()) {
      if (items.findIndex((item) => item.language === one) === index) continue;
      context.addIssue({ code: 'custom', path: ['items', index, 'language'], message: 'is there already' });
    }
  })
  .meta({ id: 'StopWordsChange' });
