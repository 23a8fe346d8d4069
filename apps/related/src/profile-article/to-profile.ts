import type { Article } from '#contracts/article.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import type { ArticleProfile } from '#ports/posting-store.port.js';
import type { ProfiledTerms } from '#text/worker/profile-terms.js';
import type { CountedTerms, LanguageWeights } from '../weigh-terms/language-weights.js';
import { termMark } from './marks.js';

const MOST_STRONGEST = 60;
const LARGEST_COUNT = 0xffff;
const LARGEST_CAPITAL = 0xff;

/** The profile of an article from its counted terms; the weights decide only which terms are its strongest. */
export function toProfile(article: Article, counted: ProfiledTerms, weights: LanguageWeights): ArticleProfile {
  const byMark = new Map(counted.terms.map((term) => [termMark(term.term), term]));
  const terms = Uint32Array.from(byMark.keys()).sort();
  const numbers = {
    terms,
    counts: Uint16Array.from(terms, (mark) => Math.min(byMark.get(mark)?.count ?? 0, LARGEST_COUNT)),
    capitals: Uint8Array.from(terms, (mark) => Math.round((byMark.get(mark)?.capital ?? 0) * LARGEST_CAPITAL)),
    length: counted.lengths.weighted,
  };
  const strongest = strongestOf(numbers, weights);
  return {
    ...{ id: article.id, version: article.version, language: article.canonicalLanguage, title: article.title },
    publishedAt: Date.parse(article.publishedAt),
    ...withoutAbsent({
      expiresAt: article.expiresAt === undefined ? undefined : Date.parse(article.expiresAt),
      url: article.url,
      translationGroup: article.translationGroup,
    }),
    ...{ sections: article.sections, tags: article.tags, names: namesOf(article) },
    ...numbers,
    strongest,
    words: Array.from(strongest, (mark) => byMark.get(mark)?.shown ?? ''),
    signature: signatureOf(article.signature),
  };
}

function strongestOf(profile: CountedTerms, weights: LanguageWeights): Uint32Array {
  const weighed = weights.weigh(profile);
  const marks = Array.from(profile.terms, (mark, index) => ({ mark, weight: weighed[index] ?? 0 }));
  const strong = marks.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight || a.mark - b.mark);
  return Uint32Array.from(strong.slice(0, MOST_STRONGEST), ({ mark }) => mark);
}

function namesOf({ people, organisations, places }: Article): string[] {
  return [...new Set([...people, ...organisations, ...places])];
}

function signatureOf(base64: string): Uint32Array {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return new Uint32Array(bytes.buffer, 0, Math.floor(bytes.byteLength / 4));
}
