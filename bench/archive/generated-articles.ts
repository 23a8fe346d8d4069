import type { Article } from '#contracts/article.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { pickFrom, seededRandom } from './seeded-random.js';
import { ZipfVocabulary } from './zipf-vocabulary.js';

const SECTIONS = ['Politics', 'World', 'Economy', 'Sport', 'Culture', 'Science', 'Local', 'Media'];
const TYPES = ['news', 'news', 'news', 'news', 'analysis', 'opinion', 'interview'] as const;
const WORDS_PER_LANGUAGE = 250_000;
const FIRST_DAY = Date.UTC(2016, 0, 1);
const MINUTES_BETWEEN = 57;

/** A made-up archive: German and English articles of 120 to 600 words with sections, tags, people and places; the same for the same seed. */
export function* generatedArticles(count: number, seed: number): Generator<Article> {
  const random = seededRandom(seed);
  const vocabularies = {
    de: new ZipfVocabulary('de', WORDS_PER_LANGUAGE, random),
    en: new ZipfVocabulary('en', WORDS_PER_LANGUAGE, random),
  };
  const names = (many: number): string[] =>
    Array.from(
      { length: many },
      () => capital(vocabularies.de.draw(random)) + ' ' + capital(vocabularies.en.draw(random)),
    );
  const [people, places, tags] = [names(4_000), names(800), names(1_500)];
  const some = (values: readonly string[], most: number): string[] => [
    ...new Set(Array.from({ length: Math.floor(random() * (most + 1)) }, () => skewed(values, random))),
  ];
  for (let number = 0; number < count; number++) {
    const language = random() < 0.7 ? 'de' : 'en';
    const vocabulary = vocabularies[language];
    yield anArticle(number)
      .in(language)
      .titled(capital(vocabulary.text(5 + Math.floor(random() * 6), random)))
      .summarised(capital(`${vocabulary.text(18, random)}.`))
      .saying(paragraphs(vocabulary, random))
      .publishedAt(new Date(FIRST_DAY + number * MINUTES_BETWEEN * 60_000).toISOString())
      .with({
        type: pickFrom(TYPES, random),
        sections: [pickFrom(SECTIONS, random)],
        ...{ tags: some(tags, 5), people: some(people, 3), places: some(places, 2) },
        authors: [{ name: skewed(people, random) }],
      })
      .build();
  }
}

function paragraphs(vocabulary: ZipfVocabulary, random: () => number): string {
  const sentences = 8 + Math.floor(random() * 32);
  return Array.from({ length: sentences }, () => `${capital(vocabulary.text(15, random))}.`).join(' ');
}

function skewed(values: readonly string[], random: () => number): string {
  return values[Math.floor(random() ** 3 * values.length)] ?? '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
