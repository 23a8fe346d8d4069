import type { Newsletter } from '#contracts/newsletter.js';
import { nameOf } from '#contracts/newsletter.js';
import type { ProblemField } from '#contracts/problem.js';
import type { InterfaceLanguage } from '#web/interface-language.js';
import { SUBSCRIBE_PHRASES } from '#web/phrases/subscribe-phrases.js';
import { wordingOf } from './wording.js';
import { HourField, TimeZoneField } from '../preferences/local-time-fields.js';

export interface SubscribePageProps {
  readonly language: InterfaceLanguage;
  readonly newsletters: readonly Newsletter[];
  /** What was entered and is wrong. */
  readonly email?: string;
  readonly errors?: readonly ProblemField[];
}

/** The form that asks for newsletters; works without scripts. */
export function SubscribePage({ language, newsletters, email = '', errors = [] }: SubscribePageProps) {
  const say = SUBSCRIBE_PHRASES[language];
  return (
    <>
      <h1>{say.title}</h1>
      <p class="lead">{say.lead}</p>
      {errors.length > 0 && (
        <div class="notice bad" role="alert">
          <p>{say.wrong}</p>
          <ul>
            {errors.map(({ pointer, detail }) => (
              <li key={pointer}>
                <code>{pointer.slice(1)}</code> {detail}
              </li>
            ))}
          </ul>
        </div>
      )}
      {newsletters.length === 0 ? (
        <p class="notice">{say.noNewsletters}</p>
      ) : (
        <Form {...{ language, newsletters, email }} />
      )}
    </>
  );
}

function Form({
  language,
  newsletters,
  email,
}: Required<Pick<SubscribePageProps, 'language' | 'newsletters' | 'email'>>) {
  const say = SUBSCRIBE_PHRASES[language];
  return (
    <form method="post" action={`/subscribe?ui=${language}`}>
      <label class="field">
        <span>{say.email}</span>
        <input type="email" name="email" required autocomplete="email" maxLength={254} value={email} />
      </label>
      <fieldset>
        <legend>{say.newsletters}</legend>
        {newsletters.map((newsletter) => (
          <label class="choice" key={newsletter.id}>
            <input type="checkbox" name="newsletters" value={newsletter.id} checked={newsletters.length === 1} />
            <span>
              {nameOf(newsletter, language)}
              <small>{wordingOf([newsletter], language)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <HourField label={say.hour} own={say.hourOwn} chosen={undefined} />
      <TimeZoneField label={say.timeZone} chosen={ZONES[language]} />
      <p class="quiet">{say.small}</p>
      <button type="submit">{say.submit}</button>
    </form>
  );
}

/** Where most readers of a language live; they can choose another. */
const ZONES: Readonly<Record<InterfaceLanguage, string>> = {
  de: 'Europe/Berlin',
  en: 'Europe/London',
  fr: 'Europe/Paris',
};
