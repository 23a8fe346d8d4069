import type { Phrases } from '../interface-language.js';

/** What every page says. */
export const SHELL_PHRASES: Phrases<{
  readonly skip: string;
  readonly search: string;
  readonly subscribe: string;
  readonly language: string;
  readonly madeWith: string;
  readonly ranking: string;
  readonly areas: string;
  readonly previous: string;
  readonly next: string;
  readonly pages: string;
  readonly position: (page: number, pages: number) => string;
}> = {
  de: {
    skip: 'Zum Inhalt',
    search: 'Suche',
    subscribe: 'Newsletter',
    language: 'Sprache der Seite',
    madeWith: 'Jede Regel, die Artikel ordnet, ist öffentlich.',
    ranking: 'So wird geordnet',
    areas: 'Bereiche',
    previous: 'Zurück',
    next: 'Weiter',
    pages: 'Seiten',
    position: (page, pages) => `Seite ${page} von ${pages}`,
  },
  en: {
    skip: 'Skip to content',
    search: 'Search',
    subscribe: 'Newsletters',
    language: 'Language of the page',
    madeWith: 'Every rule that ranks articles is public.',
    ranking: 'How ranking works',
    areas: 'Areas',
    previous: 'Previous',
    next: 'Next',
    pages: 'Pages',
    position: (page, pages) => `Page ${page} of ${pages}`,
  },
  fr: {
    skip: 'Aller au contenu',
    search: 'Recherche',
    subscribe: 'Newsletters',
    language: 'Langue de la page',
    madeWith: 'Chaque règle de classement est publique.',
    ranking: 'Comment le classement se fait',
    areas: 'Rubriques',
    previous: 'Précédent',
    next: 'Suivant',
    pages: 'Pages',
    position: (page, pages) => `Page ${page} sur ${pages}`,
  },
};
