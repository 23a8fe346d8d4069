import type { Phrases } from '../interface-language.js';

/** What a subscriber's own pages say. */
export interface PreferencesWords {
  readonly title: string;
  readonly address: (email: string) => string;
  readonly newsletters: string;
  readonly language: string;
  readonly hour: string;
  readonly hourOwn: string;
  readonly timeZone: string;
  readonly pause: string;
  readonly pauseHint: string;
  readonly save: string;
  readonly saved: string;
  readonly myData: string;
  readonly export: string;
  readonly erase: string;
  readonly eraseHint: string;
  readonly erased: string;
  readonly unsubscribeTitle: (name: string) => string;
  readonly unsubscribeButton: string;
  readonly unsubscribed: (name: string) => string;
  readonly all: string;
}

export const PREFERENCES_PHRASES: Phrases<PreferencesWords> = {
  de: {
    title: 'Ihre Newsletter',
    address: (email) => `Für ${email}`,
    newsletters: 'Newsletter, die Sie bekommen möchten',
    language: 'Sprache der Newsletter',
    hour: 'Stunde',
    hourOwn: 'wie vom Newsletter vorgesehen',
    timeZone: 'Zeitzone',
    pause: 'Pause',
    pauseHint: 'Solange die Pause dauert, bekommen Sie nichts; nichts wird nachgeholt.',
    save: 'Speichern',
    saved: 'Gespeichert.',
    myData: 'Ihre Daten',
    export: 'Alles herunterladen, was wir über Sie speichern',
    erase: 'Alles löschen',
    eraseHint: 'Löscht Adresse, Einwilligungen und Einstellungen. Das lässt sich nicht rückgängig machen.',
    erased: 'Alles über Sie ist gelöscht.',
    unsubscribeTitle: (name) => `„${name}“ abbestellen`,
    unsubscribeButton: 'Abbestellen',
    unsubscribed: (name) => `„${name}“ ist abbestellt. Sie bekommen keine weitere Ausgabe.`,
    all: 'diesen Newsletter',
  },
  en: {
    title: 'Your newsletters',
    address: (email) => `For ${email}`,
    newsletters: 'Newsletters you want',
    language: 'Language of the newsletters',
    hour: 'Hour',
    hourOwn: 'as the newsletter says',
    timeZone: 'Time zone',
    pause: 'Pause',
    pauseHint: 'While the pause lasts you get nothing, and nothing is sent later instead.',
    save: 'Save',
    saved: 'Saved.',
    myData: 'Your data',
    export: 'Download everything we keep about you',
    erase: 'Erase everything',
    eraseHint: 'Erases address, consents and preferences. This cannot be undone.',
    erased: 'Everything about you is erased.',
    unsubscribeTitle: (name) => `Unsubscribe from “${name}”`,
    unsubscribeButton: 'Unsubscribe',
    unsubscribed: (name) => `You have left “${name}”. You will get no further edition.`,
    all: 'this newsletter',
  },
  fr: {
    title: 'Vos newsletters',
    address: (email) => `Pour ${email}`,
    newsletters: 'Newsletters que vous souhaitez',
    language: 'Langue des newsletters',
    hour: 'Heure',
    hourOwn: 'celle de la newsletter',
    timeZone: 'Fuseau horaire',
    pause: 'Pause',
    pauseHint: 'Pendant la pause vous ne recevez rien, et rien n’est envoyé plus tard.',
    save: 'Enregistrer',
    saved: 'Enregistré.',
    myData: 'Vos données',
    export: 'Télécharger tout ce que nous conservons sur vous',
    erase: 'Tout effacer',
    eraseHint: 'Efface adresse, consentements et préférences. C’est irréversible.',
    erased: 'Tout ce qui vous concerne est effacé.',
    unsubscribeTitle: (name) => `Se désabonner de « ${name} »`,
    unsubscribeButton: 'Se désabonner',
    unsubscribed: (name) => `Vous êtes désabonné de « ${name} ». Vous ne recevrez plus d’édition.`,
    all: 'cette newsletter',
  },
};
