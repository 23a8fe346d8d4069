import { cardOf, facetValuesOf, labelsOf, type ArticleCard } from '#contracts/article-card.js';
import type { Article } from '#contracts/article.js';
import { FACETS, type Facet } from '#contracts/search.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { primaryLanguage } from '#text/languages.js';
import { plainCharacters } from '#text/plain-characters.js';
import { indexTerms } from '#text/worker/index-terms.js';
import { storedFacetValue } from './facet-value.js';
import { withoutMarkers } from './markers.js';

/** Terms of an article by where they stand, separated by spaces. */
interface Stems {
  readonly title: string;
  readonly summary: string;
  readonly labels: string;
  readonly text: string;
}

/** An article as the index holds it; what is searched and filtered stands beside what is shown. */
export interface ArticleDocument extends Readonly<Partial<Record<Facet, readonly string[]>>> {
  readonly id: string;
  readonly version: number;
  readonly card: ArticleCard;
  readonly title: string;
  readonly summary: string;
  readonly labels: readonly string[];
  readonly text: string;
  readonly stems: Stems;
  /** Title, summary and text again where words are compounds, for the fields whose words are taken apart. */
  readonly compounds?: string;
  /** Milliseconds since 1970. */
  readonly published: number;
  readonly expires?: number;
  readonly group?: string;
}

/** What stays of a removed article. */
export interface Tombstone {
  readonly id: string;
  readonly version: number;
  readonly removed: true;
}

/** Languages whose compounds the server takes apart. */
const COMPOUNDING = 'de';

export function documentOf(article: Article): ArticleDocument {
  const [title, summary, text] = [article.title, article.summary ?? '', article.text].map(fit) as [
    string,
    string,
    string,
  ];
  const labels = labelsOf(article).map(fit);
  const language = primaryLanguage(article.canonicalLanguage);
  const terms = indexTerms({ id: article.id, title, summary, labels, body: text, language });
  return withoutAbsent({
    id: article.id,
    version: article.version,
    card: cardOf(article),
    ...facetsOf(article),
    ...{ title, summary, labels, text },
    stems: { title: terms.title, summary: terms.summary, labels: terms.labels, text: terms.body },
    compounds: language === COMPOUNDING ? [title, summary, text].join('\n\n') : undefined,
    published: Date.parse(article.publishedAt),
    expires: article.expiresAt === undefined ? undefined : Date.parse(article.expiresAt),
    group: article.translationGroup,
  });
}

function facetsOf(article: Article): Partial<Record<Facet, string[]>> {
  const all = facetValuesOf(article);
  const valuesOf = (facet: Facet): string[] =>
    all.flatMap(([of, value]) => (of === facet ? [storedFacetValue(value)] : []));
  return Object.fromEntries(FACETS.map((facet) => [facet, valuesOf(facet)]));
}

function fit(text: string): string {
  return withoutMarkers(plainCharacters(text));
}
