import type { Phrases } from '../interface-language.js';

/** Changes with every change of the words of consent below. */
export const WORDING_VERSION = '2026-11';

/** What the form, the confirmation and its mail say. */
export interface SubscribeWords {
  readonly title: string;
  readonly lead: string;
  readonly email: string;
  readonly newsletters: string;
  readonly noNewsletters: string;
  readonly timeZone: string;
  readonly hour: string;
  readonly hourOwn: string;
  readonly submit: string;
  readonly small: string;
  /** The declaration that a subscriber makes; kept word for word as evidence. */
  readonly consent: (names: string) => string;
  readonly sentTitle: string;
  readonly sent: string;
  readonly wrong: string;
  readonly confirmTitle: string;
  readonly confirmButton: string;
  readonly confirmedTitle: string;
  readonly confirmed: string;
  readonly toPreferences: string;
  readonly mailSubject: (names: string) => string;
  readonly mailText: (names: string) => string;
  readonly mailButton: string;
  readonly mailIgnore: string;
  readonly linkEndedTitle: string;
  readonly linkEnded: string;
}

export const SUBSCRIBE_PHRASES: Phrases<SubscribeWords> = {
  de: {
    title: 'Newsletter bestellen',
    lead: 'Die Nachrichten, die Sie wählen, zu Ihrer Stunde, in Ihrer Sprache.',
    email: 'E-Mail-Adresse',
    newsletters: 'Newsletter',
    noNewsletters: 'Noch gibt es keinen Newsletter.',
    timeZone: 'Zeitzone',
    hour: 'Stunde',
    hourOwn: 'wie vom Newsletter vorgesehen',
    submit: 'Bestätigungsmail anfordern',
    small:
      'Sie bekommen eine Mail mit einem Link. Erst wenn Sie dort bestätigen, beginnt der Newsletter. Abbestellen geht jederzeit mit einem Klick.',
    consent: (names) => `Ich möchte „${names}“ regelmäßig per E-Mail bekommen. Ich kann das jederzeit widerrufen.`,
    sentTitle: 'Fast geschafft',
    sent: 'Wenn die Adresse stimmt, ist eine Mail mit einem Bestätigungslink unterwegs. Der Link gilt sieben Tage.',
    wrong: 'Bitte prüfen Sie Ihre Angaben.',
    confirmTitle: 'Newsletter bestätigen',
    confirmButton: 'Ja, ich möchte den Newsletter',
    confirmedTitle: 'Bestätigt',
    confirmed: 'Sie bekommen die nächste Ausgabe.',
    toPreferences: 'Stunde, Sprache und Newsletter wählen',
    mailSubject: (names) => `Bitte bestätigen: ${names}`,
    mailText: (names) => `Jemand hat mit dieser Adresse „${names}“ bestellt. Waren Sie das, dann bestätigen Sie bitte:`,
    mailButton: 'Bestellung ansehen und bestätigen',
    mailIgnore: 'Waren Sie es nicht, dann tun Sie nichts: Ohne Bestätigung bekommen Sie keinen Newsletter.',
    linkEndedTitle: 'Dieser Link gilt nicht mehr',
    linkEnded: 'Bestellen Sie den Newsletter noch einmal, dann bekommen Sie einen neuen.',
  },
  en: {
    title: 'Get the newsletters',
    lead: 'The news you choose, at your hour, in your language.',
    email: 'E-mail address',
    newsletters: 'Newsletters',
    noNewsletters: 'There is no newsletter yet.',
    timeZone: 'Time zone',
    hour: 'Hour',
    hourOwn: 'as the newsletter says',
    submit: 'Ask for the confirmation mail',
    small:
      'You get a mail with a link. The newsletter begins only when you confirm there. You can leave at any time with one click.',
    consent: (names) => `I want to get “${names}” by e-mail regularly. I can revoke this at any time.`,
    sentTitle: 'Almost there',
    sent: 'If the address is right, a mail with a link to confirm is on its way. The link is good for seven days.',
    wrong: 'Please check what you entered.',
    confirmTitle: 'Confirm the newsletter',
    confirmButton: 'Yes, I want the newsletter',
    confirmedTitle: 'Confirmed',
    confirmed: 'You will get the next edition.',
    toPreferences: 'Choose hour, language and newsletters',
    mailSubject: (names) => `Please confirm: ${names}`,
    mailText: (names) => `Somebody asked for “${names}” at this address. If it was you, please confirm:`,
    mailButton: 'See and confirm the subscription',
    mailIgnore: 'If it was not you, do nothing: without a confirmation you get no newsletter.',
    linkEndedTitle: 'This link has ended',
    linkEnded: 'Subscribe again, and you get a new one.',
  },
  fr: {
    title: 'S’abonner aux newsletters',
    lead: 'Les nouvelles de votre choix, à votre heure, dans votre langue.',
    email: 'Adresse e-mail',
    newsletters: 'Newsletters',
    noNewsletters: 'Il n’y a pas encore de newsletter.',
    timeZone: 'Fuseau horaire',
    hour: 'Heure',
    hourOwn: 'celle de la newsletter',
    submit: 'Demander le message de confirmation',
    small:
      'Vous recevrez un message avec un lien. La newsletter ne commence qu’après votre confirmation. Vous pouvez vous désabonner à tout moment en un clic.',
    consent: (names) =>
      `Je souhaite recevoir « ${names} » régulièrement par e-mail. Je peux le révoquer à tout moment.`,
    sentTitle: 'Presque terminé',
    sent: 'Si l’adresse est exacte, un message avec un lien de confirmation est en route. Le lien est valable sept jours.',
    wrong: 'Veuillez vérifier vos indications.',
    confirmTitle: 'Confirmer la newsletter',
    confirmButton: 'Oui, je veux la newsletter',
    confirmedTitle: 'Confirmé',
    confirmed: 'Vous recevrez la prochaine édition.',
    toPreferences: 'Choisir l’heure, la langue et les newsletters',
    mailSubject: (names) => `Veuillez confirmer : ${names}`,
    mailText: (names) => `Quelqu’un a demandé « ${names} » à cette adresse. Si c’était vous, veuillez confirmer :`,
    mailButton: 'Voir et confirmer l’abonnement',
    mailIgnore: 'Si ce n’était pas vous, ne faites rien : sans confirmation vous ne recevrez pas de newsletter.',
    linkEndedTitle: 'Ce lien n’est plus valable',
    linkEnded: 'Abonnez-vous de nouveau, et vous en recevrez un autre.',
  },
};
