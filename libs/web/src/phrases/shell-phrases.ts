import type { Phrases } from '../interface-language.js';

/** What every page says. */
export const SHELL_PHRASES: Phrases<{
  readonly skip: string;
  readonly search: string;
  readonly subscribe: string;
  readonly language: string;
  readonly madeWith: string;
}> = {
  de: {
    skip: 'Zum Inhalt',
    search: 'Suche',
    subscribe: 'Newsletter',
    language: 'Sprache der Seite',
    madeWith: 'Jede Regel, die Artikel ordnet, ist öffentlich:',
  },
  en: {
    skip: 'Skip to content',
    search: 'Search',
    subscribe: 'Newsletters',
    language: 'Language of the page',
    madeWith: 'Every rule that ranks articles is public:',
  },
  fr: {
    skip: 'Aller au contenu',
    search: 'Recherche',
    subscribe: 'Newsletters',
    language: 'Langue de la page',
    madeWith: 'Chaque règle de classement est publique :',
  },
};
