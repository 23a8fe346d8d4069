import { nameOf, type Newsletter } from '#contracts/newsletter.js';
import { interfaceLanguage } from '#web/interface-language.js';
import { SUBSCRIBE_PHRASES } from '#web/phrases/subscribe-phrases.js';

/** The declaration that somebody makes, as the form shows it: one sentence for each newsletter. */
export function wordingOf(newsletters: readonly Newsletter[], language: string): string {
  const say = SUBSCRIBE_PHRASES[interfaceLanguage(undefined, language)];
  return newsletters.map((newsletter) => say.consent(nameOf(newsletter, language))).join('\n');
}
