import type { Phrases } from '../interface-language.js';

/** What is said of one kind of problem. */
export interface ProblemWords {
  readonly title: string;
  readonly text: string;
}

/** Kinds of problems that readers can tell apart. */
export type ProblemKind = 'missing' | 'gone' | 'mistaken' | 'refused' | 'tooMany' | 'away' | 'broken';

/** What the page says that stands in place of a problem document. */
export const PROBLEM_PHRASES: Phrases<Readonly<Record<ProblemKind, ProblemWords>> & { readonly details: string }> = {
  de: {
    missing: {
      title: 'Diese Seite gibt es nicht',
      text: 'Vielleicht ist die Adresse unvollständig oder veraltet. Die Suche findet alles, was veröffentlicht ist.',
    },
    gone: {
      title: 'Diese Seite gibt es nicht mehr',
      text: 'Ihr Inhalt wurde zurückgezogen, oder seine Zeit ist abgelaufen. Die Suche findet, was es noch gibt.',
    },
    mistaken: {
      title: 'Damit können wir nichts anfangen',
      text: 'An der Adresse oder an den Angaben stimmt etwas nicht. Bitte prüfen Sie sie, oder suchen Sie, was Sie lesen möchten.',
    },
    refused: {
      title: 'Diese Seite ist nicht für alle',
      text: 'Sie brauchen dafür eine Berechtigung. Was veröffentlicht ist, findet die Suche.',
    },
    tooMany: {
      title: 'Das waren zu viele Anfragen',
      text: 'Bitte warten Sie ein wenig und versuchen Sie es dann noch einmal.',
    },
    away: {
      title: 'Gleich wieder da',
      text: 'Ein Teil des Dienstes ist gerade nicht erreichbar. Bitte versuchen Sie es in einem Augenblick noch einmal.',
    },
    broken: {
      title: 'Hier ist etwas schiefgegangen',
      text: 'Der Fehler liegt bei uns und ist festgehalten. Bitte versuchen Sie es später noch einmal.',
    },
    details: 'Für die Technik',
  },
  en: {
    missing: {
      title: 'There is no such page',
      text: 'Perhaps the address is incomplete or out of date. The search finds everything that is published.',
    },
    gone: {
      title: 'This page is no longer here',
      text: 'What it held was withdrawn, or its time has run out. The search finds what is still here.',
    },
    mistaken: {
      title: 'This cannot be understood',
      text: 'Something is wrong with the address or with what was entered. Please check it, or search for what you would like to read.',
    },
    refused: {
      title: 'This page is not for everyone',
      text: 'You need permission for it. The search finds everything that is published.',
    },
    tooMany: {
      title: 'Too many requests',
      text: 'Please wait a little and try again.',
    },
    away: {
      title: 'Back in a moment',
      text: 'A part of the service cannot be reached just now. Please try again in a moment.',
    },
    broken: {
      title: 'Something went wrong here',
      text: 'The fault is ours and has been recorded. Please try again later.',
    },
    details: 'For the technicians',
  },
  fr: {
    missing: {
      title: 'Cette page n’existe pas',
      text: 'L’adresse est peut-être incomplète ou périmée. La recherche trouve tout ce qui est publié.',
    },
    gone: {
      title: 'Cette page n’est plus là',
      text: 'Son contenu a été retiré, ou son temps est écoulé. La recherche trouve ce qui est encore là.',
    },
    mistaken: {
      title: 'Nous ne comprenons pas cette demande',
      text: 'L’adresse ou les données saisies comportent une erreur. Vérifiez-les, ou cherchez ce que vous souhaitez lire.',
    },
    refused: {
      title: 'Cette page n’est pas ouverte à tous',
      text: 'Il vous faut une autorisation. La recherche trouve tout ce qui est publié.',
    },
    tooMany: {
      title: 'Trop de demandes',
      text: 'Veuillez patienter un peu, puis réessayer.',
    },
    away: {
      title: 'De retour dans un instant',
      text: 'Une partie du service est injoignable pour le moment. Veuillez réessayer dans un instant.',
    },
    broken: {
      title: 'Une erreur s’est produite',
      text: 'La faute est de notre côté et elle est enregistrée. Veuillez réessayer plus tard.',
    },
    details: 'Pour les techniciens',
  },
};
