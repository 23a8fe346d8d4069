import { nameOf } from '#contracts/newsletter.js';
import type { NewsletterId, SubscriberId } from '#contracts/ids.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { SignupStore } from '#ports/signup-store.port.js';
import { SubscriberStore } from '#ports/subscriber-store.port.js';
import { PREFERENCES_PHRASES } from '#web/phrases/preferences-phrases.js';
import { SUBSCRIBE_PHRASES } from '#web/phrases/subscribe-phrases.js';
import type { InterfaceLanguage } from '#web/interface-language.js';
import { renderPage } from '#web/render-page.js';
import { Injectable } from '@nestjs/common';
import { MessagePage } from '../subscribe/message.page.js';
import { PreferencesPage } from './preferences.page.js';

const MOST_SHOWN = 100;

/** Makes the pages behind the personal links of mails. */
@Injectable()
export class PersonalPages {
  constructor(
    private readonly newsletters: NewsletterStore,
    private readonly subscribers: SubscriberStore,
    private readonly signups: SignupStore,
  ) {}

  /** One button that says yes; undefined when the wish is forgotten. */
  async confirmation(signupId: string, token: string, language: InterfaceLanguage): Promise<string | undefined> {
    const signup = await this.signups.find(signupId);
    if (signup === undefined) return undefined;
    const say = SUBSCRIBE_PHRASES[language];
    return this.page(language, say.confirmTitle, [
      <p class="lead">{signup.wording}</p>,
      <form method="post" action={`/s/${token}/confirm?ui=${language}`}>
        <button type="submit">{say.confirmButton}</button>
      </form>,
    ]);
  }

  confirmed(preferencesUrl: string, language: InterfaceLanguage): string {
    const say = SUBSCRIBE_PHRASES[language];
    return this.page(language, say.confirmedTitle, [
      <p class="lead">{say.confirmed}</p>,
      <p>
        <a href={preferencesUrl}>{say.toPreferences}</a>
      </p>,
    ]);
  }

  ended(language: InterfaceLanguage): string {
    const say = SUBSCRIBE_PHRASES[language];
    return this.page(language, say.linkEndedTitle, [
      <p class="lead">{say.linkEnded}</p>,
      <p>
        <a href="/subscribe">{say.title}</a>
      </p>,
    ]);
  }

  async preferences(
    id: SubscriberId,
    token: string,
    language: InterfaceLanguage,
    saved = false,
  ): Promise<string | undefined> {
    const subscriber = await this.subscribers.find(id);
    if (subscriber === undefined) return undefined;
    const newsletters = await this.newsletters.list({ limit: MOST_SHOWN });
    const body = <PreferencesPage {...{ language, token, subscriber, newsletters, saved }} />;
    return renderPage({ language, title: PREFERENCES_PHRASES[language].title, body });
  }

  async unsubscribe(newsletter: NewsletterId, token: string, language: InterfaceLanguage): Promise<string> {
    const say = PREFERENCES_PHRASES[language];
    return this.page(language, say.unsubscribeTitle(await this.nameOf(newsletter, language)), [
      <form method="post" action={`/s/${token}/unsubscribe?ui=${language}`}>
        <button type="submit">{say.unsubscribeButton}</button>
      </form>,
    ]);
  }

  async unsubscribed(newsletter: NewsletterId, language: InterfaceLanguage): Promise<string> {
    const say = PREFERENCES_PHRASES[language];
    return this.page(language, say.unsubscribed(await this.nameOf(newsletter, language)), []);
  }

  erased(language: InterfaceLanguage): string {
    return this.page(language, PREFERENCES_PHRASES[language].erased, []);
  }

  private page(language: InterfaceLanguage, title: string, content: readonly preact.JSX.Element[]): string {
    return renderPage({ language, title, body: <MessagePage title={title}>{content}</MessagePage> });
  }

  private async nameOf(id: NewsletterId, language: InterfaceLanguage): Promise<string> {
    const newsletter = await this.newsletters.find(id);
    return newsletter === undefined ? PREFERENCES_PHRASES[language].all : nameOf(newsletter, language);
  }
}
