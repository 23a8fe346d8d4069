import type { Newsletter } from '#contracts/newsletter.js';
import { nameOf } from '#contracts/newsletter.js';
import type { Subscriber } from '#ports/subscriber-store.port.js';
import type { InterfaceLanguage } from '#web/interface-language.js';
import { PREFERENCES_PHRASES } from '#web/phrases/preferences-phrases.js';
import { wordingOf } from '../subscribe/wording.js';
import { HourField, TimeZoneField } from './local-time-fields.js';

export interface PreferencesPageProps {
  readonly language: InterfaceLanguage;
  readonly token: string;
  readonly subscriber: Subscriber;
  /** Those there are; the ones subscribed to are ticked. */
  readonly newsletters: readonly Newsletter[];
  readonly saved: boolean;
}

/** What a subscriber gets, when and how, and the way to his data; plain forms. */
export function PreferencesPage({ language, token, subscriber, newsletters, saved }: PreferencesPageProps) {
  const say = PREFERENCES_PHRASES[language];
  return (
    <>
      <h1>{say.title}</h1>
      <p class="lead">{say.address(subscriber.email)}</p>
      {saved && (
        <p class="notice good" role="status">
          {say.saved}
        </p>
      )}
      <form method="post" action={`/s/${token}/preferences?ui=${language}`}>
        <fieldset>
          <legend>{say.newsletters}</legend>
          {newsletters.map((newsletter) => (
            <NewsletterChoice key={newsletter.id} {...{ language, newsletter, subscriber }} />
          ))}
        </fieldset>
        <LanguageField label={say.language} chosen={subscriber.language} newsletters={newsletters} />
        <HourField label={say.hour} own={say.hourOwn} chosen={subscriber.hour} />
        <TimeZoneField label={say.timeZone} chosen={subscriber.timeZone} />
        <label class="choice">
          <input type="checkbox" name="paused" checked={subscriber.paused} />
          <span>
            {say.pause}
            <small>{say.pauseHint}</small>
          </span>
        </label>
        <p>
          <button type="submit">{say.save}</button>
        </p>
      </form>
      <MyData language={language} token={token} />
    </>
  );
}

/** One that is new shows the declaration that ticking it makes. */
function NewsletterChoice({
  language,
  newsletter,
  subscriber,
}: {
  language: InterfaceLanguage;
  newsletter: Newsletter;
  subscriber: Subscriber;
}) {
  const gets = subscriber.subscriptions.some(
    ({ newsletter: id, state }) => id === newsletter.id && state === 'confirmed',
  );
  return (
    <label class="choice">
      <input type="checkbox" name="newsletters" value={newsletter.id} checked={gets} />
      <span>
        {nameOf(newsletter, language)}
        {!gets && <small>{wordingOf([newsletter], language)}</small>}
      </span>
    </label>
  );
}

function LanguageField({
  label,
  chosen,
  newsletters,
}: {
  label: string;
  chosen: string;
  newsletters: readonly Newsletter[];
}) {
  const offered = [...new Set([chosen, ...newsletters.flatMap(({ languages }) => languages)])].sort();
  return (
    <label class="field">
      <span>{label}</span>
      <select name="language">
        {offered.map((language) => (
          <option key={language} value={language} selected={language === chosen}>
            {new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language}
          </option>
        ))}
      </select>
    </label>
  );
}

function MyData({ language, token }: { language: InterfaceLanguage; token: string }) {
  const say = PREFERENCES_PHRASES[language];
  return (
    <section>
      <h2>{say.myData}</h2>
      <form method="post" action={`/s/${token}/export`}>
        <button type="submit" class="plain">
          {say.export}
        </button>
      </form>
      <form method="post" action={`/s/${token}/erase?ui=${language}`}>
        <p class="quiet">{say.eraseHint}</p>
        <button type="submit" class="plain">
          {say.erase}
        </button>
      </form>
    </section>
  );
}
