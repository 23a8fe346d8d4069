import type { Facet } from '#contracts/search.js';
import type { Phrases } from '../interface-language.js';

/** What the search page says. */
export interface SearchWords {
  readonly title: string;
  readonly description: string;
  readonly heading: string;
  readonly label: string;
  readonly placeholder: string;
  readonly submit: string;
  readonly latest: string;
  readonly found: (total: string, one: boolean) => string;
  readonly foundFor: (total: string, one: boolean, q: string) => string;
  readonly correctedTo: (typed: string) => string;
  readonly nothing: string;
  readonly nothingFor: (q: string) => string;
  readonly nothingHint: string;
  readonly allArticles: string;
  readonly sort: string;
  readonly sorts: Readonly<Record<'relevance' | 'newest' | 'oldest', string>>;
  readonly filters: string;
  readonly facets: Readonly<Record<Facet, string>>;
  readonly chosen: string;
  readonly remove: (value: string) => string;
  readonly removeAll: string;
  readonly more: string;
  readonly from: string;
  readonly to: string;
  readonly notUnderstood: string;
  readonly suggestions: string;
  readonly suggestionKinds: Readonly<Record<'query' | 'tag' | 'person' | 'place' | 'article', string>>;
  readonly away: string;
}

export const SEARCH_PHRASES: Phrases<SearchWords> = {
  de: {
    title: 'Suche',
    description: 'Alle veröffentlichten Artikel durchsuchen.',
    heading: 'Was möchten Sie lesen?',
    label: 'Artikel suchen',
    placeholder: 'Wörter, „Wendungen“, -ohne',
    submit: 'Suchen',
    latest: 'Neueste Artikel',
    found: (total, one) => `${total} ${one ? 'Artikel' : 'Artikel'}`,
    foundFor: (total, one, q) => `${total} ${one ? 'Treffer' : 'Treffer'} für „${q}“`,
    correctedTo: (typed) => `Für „${typed}“ gab es nichts; das ist die nächste Schreibweise.`,
    nothing: 'Kein Artikel passt',
    nothingFor: (q) => `Nichts gefunden für „${q}“`,
    nothingHint: 'Andere Wörter oder weniger Filter helfen oft weiter.',
    allArticles: 'Alle Artikel zeigen',
    sort: 'Reihenfolge',
    sorts: { relevance: 'Passende', newest: 'Neueste', oldest: 'Älteste' },
    filters: 'Eingrenzen',
    facets: {
      lang: 'Sprache',
      section: 'Rubrik',
      tag: 'Thema',
      type: 'Textart',
      source: 'Quelle',
      author: 'Autorin, Autor',
      person: 'Person',
      organisation: 'Organisation',
      place: 'Ort',
    },
    chosen: 'Gewählt',
    remove: (value) => `${value} entfernen`,
    removeAll: 'Alle Filter entfernen',
    more: 'Mehr',
    from: 'ab',
    to: 'bis',
    notUnderstood: 'Ein Teil der Adresse war nicht zu verstehen und wurde weggelassen.',
    suggestions: 'Vorschläge',
    suggestionKinds: { query: 'Suche', tag: 'Thema', person: 'Person', place: 'Ort', article: 'Artikel' },
    away: 'Die Suche antwortet gerade nicht. Bitte versuchen Sie es in einem Augenblick noch einmal.',
  },
  en: {
    title: 'Search',
    description: 'Search all published articles.',
    heading: 'What would you like to read?',
    label: 'Search articles',
    placeholder: 'words, “phrases”, -without',
    submit: 'Search',
    latest: 'Latest articles',
    found: (total, one) => `${total} ${one ? 'article' : 'articles'}`,
    foundFor: (total, one, q) => `${total} ${one ? 'result' : 'results'} for “${q}”`,
    correctedTo: (typed) => `Nothing held “${typed}”; this is the nearest spelling.`,
    nothing: 'No article fits',
    nothingFor: (q) => `Nothing found for “${q}”`,
    nothingHint: 'Other words or fewer filters often help.',
    allArticles: 'Show all articles',
    sort: 'Order',
    sorts: { relevance: 'Best match', newest: 'Newest', oldest: 'Oldest' },
    filters: 'Narrow down',
    facets: {
      lang: 'Language',
      section: 'Section',
      tag: 'Topic',
      type: 'Type',
      source: 'Source',
      author: 'Author',
      person: 'Person',
      organisation: 'Organisation',
      place: 'Place',
    },
    chosen: 'Chosen',
    remove: (value) => `Remove ${value}`,
    removeAll: 'Remove all filters',
    more: 'More',
    from: 'from',
    to: 'until',
    notUnderstood: 'A part of the address could not be understood and was left out.',
    suggestions: 'Suggestions',
    suggestionKinds: { query: 'Search', tag: 'Topic', person: 'Person', place: 'Place', article: 'Article' },
    away: 'The search does not answer just now. Please try again in a moment.',
  },
  fr: {
    title: 'Recherche',
    description: 'Chercher dans tous les articles publiés.',
    heading: 'Que souhaitez-vous lire ?',
    label: 'Chercher des articles',
    placeholder: 'mots, « expressions », -sans',
    submit: 'Chercher',
    latest: 'Derniers articles',
    found: (total, one) => `${total} ${one ? 'article' : 'articles'}`,
    foundFor: (total, one, q) => `${total} ${one ? 'résultat' : 'résultats'} pour « ${q} »`,
    correctedTo: (typed) => `Rien ne contenait « ${typed} » ; voici l’orthographe la plus proche.`,
    nothing: 'Aucun article ne correspond',
    nothingFor: (q) => `Rien trouvé pour « ${q} »`,
    nothingHint: 'D’autres mots ou moins de filtres aident souvent.',
    allArticles: 'Afficher tous les articles',
    sort: 'Ordre',
    sorts: { relevance: 'Pertinents', newest: 'Récents', oldest: 'Anciens' },
    filters: 'Affiner',
    facets: {
      lang: 'Langue',
      section: 'Rubrique',
      tag: 'Thème',
      type: 'Genre',
      source: 'Source',
      author: 'Auteur',
      person: 'Personne',
      organisation: 'Organisation',
      place: 'Lieu',
    },
    chosen: 'Choisi',
    remove: (value) => `Retirer ${value}`,
    removeAll: 'Retirer tous les filtres',
    more: 'Plus',
    from: 'à partir du',
    to: 'jusqu’au',
    notUnderstood: 'Une partie de l’adresse n’a pas été comprise et a été laissée de côté.',
    suggestions: 'Suggestions',
    suggestionKinds: { query: 'Recherche', tag: 'Thème', person: 'Personne', place: 'Lieu', article: 'Article' },
    away: 'La recherche ne répond pas pour le moment. Veuillez réessayer dans un instant.',
  },
};
