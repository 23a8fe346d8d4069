import type { Newsletter } from '#contracts/newsletter.js';
import type { RelatedItem } from '#contracts/related.js';
import type { CollectedArticle } from '#ports/collected-article-store.port.js';
import type { Edition } from '#ports/edition-store.port.js';
import { interfaceLanguage, type InterfaceLanguage } from '#web/interface-language.js';
import { MAIL_PHRASES, type MailWords } from '#web/phrases/mail-phrases.js';
import { editionDay } from '../plan-edition/local-day.js';
import type { SharedNotices } from './shared-notices.js';

/** An edition with everything that mail and page show of it. */
export interface EditionContent {
  readonly newsletter: Newsletter;
  readonly edition: Edition;
  /** Related articles by id of the article; none where nothing is near. */
  readonly related: ReadonlyMap<string, readonly RelatedItem[]>;
  readonly publicUrl: string;
}

/** The language that the words around the articles speak. */
export function wordsOf({ edition }: Pick<EditionContent, 'edition'>): { language: InterfaceLanguage; say: MailWords } {
  const language = interfaceLanguage(undefined, edition.language);
  return { language, say: MAIL_PHRASES[language] };
}

/** Date of an edition in words: the day on which its readers get it. */
export function editionDateIn(language: string, edition: Pick<Edition, 'slot' | 'to'>): string {
  return dateIn(language, editionDay(edition));
}

/** Date of a day or of a moment in UTC, in words. */
export function dateIn(language: string, at: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at));
}

/** Where an article is read: with its source, or here. */
export function addressOf({ id, url }: Pick<CollectedArticle, 'id' | 'url'>, publicUrl: string): string {
  return url ?? `${publicUrl}/a/${id}`;
}

/** What a reader must know of an article before he reads it: kind, payment, use of AI, and a disclaimer of its own. */
export function trustLine(article: CollectedArticle, say: MailWords, notices: SharedNotices): string[] {
  const { type, sponsor, aiUse } = article;
  const kind = type === 'sponsored' ? say.sponsored(sponsor) : say.types[type];
  const ai = aiUse === undefined || aiUse === 'none' ? undefined : say.aiUse[aiUse];
  return [kind, ai, notices.ownOf(article)].filter((part): part is string => part !== undefined && part !== '');
}

/** How long an article takes, and which notice below the edition it refers to. */
export function sizeLine(article: CollectedArticle, say: MailWords, notices: SharedNotices): string[] {
  const number = notices.numberOf(article);
  return [say.minutes(Math.max(1, article.readingMinutes)), ...(number === undefined ? [] : [say.notice(number)])];
}

/** The notices that articles share, each under the words that articles refer to it by. */
export function noticeList({ ofAll, texts }: SharedNotices, say: MailWords): { name: string; text: string }[] {
  return texts.map((text, index) => ({ name: ofAll ? say.noticeOfAll : say.notice(index + 1), text }));
}
