import { nameOf } from '#contracts/newsletter.js';
import { plainLine } from '#text/plain-characters.js';
import { slot, withoutSlots } from '../mime/message-template.js';
import {
  addressOf,
  dateIn,
  editionDateIn,
  noticeList,
  sizeLine,
  trustLine,
  wordsOf,
  type EditionContent,
} from './edition-content.js';
import { SharedNotices } from './shared-notices.js';

/** The edition as plain text, for those who read no HTML; no word of an article makes a line of its own. */
export function editionText(content: EditionContent): string {
  const { newsletter, edition, related, publicUrl } = content;
  const { language, say } = wordsOf(content);
  const name = nameOf(newsletter, edition.language);
  const notices = new SharedNotices(edition.articles);
  const articles = edition.articles.map((article) => {
    const near = related.get(article.id) ?? [];
    const { correction } = article;
    return [
      article.title,
      ...trustLine(article, say, notices),
      ...(article.summary === undefined ? [] : [article.summary]),
      ...(correction === undefined ? [] : [`${say.correction(dateIn(language, correction.at))}: ${correction.text}`]),
      sizeLine(article, say, notices).join(' · '),
      addressOf(article, publicUrl),
      ...(near.length === 0 ? [] : [`${say.more}:`]),
      ...near.map(({ id, title, url }) => `- ${title}: ${url ?? `${publicUrl}/a/${id}`}`),
    ]
      .map(plainLine)
      .join('\n');
  });
  const noticesText = noticeList(notices, say).map(({ name: to, text }) => plainLine(`${to}: ${text}`));
  return [
    withoutSlots([`${name}, ${editionDateIn(language, edition)}`, ...articles, ...noticesText].join('\n\n')),
    [
      '-- ',
      withoutSlots(say.why(name)),
      `${say.onTheWeb}: ${publicUrl}/e/${edition.id}`,
      `${say.preferences}: ${slot('preferences')}`,
      `${say.unsubscribe}: ${slot('unsubscribe')}`,
    ].join('\n'),
  ].join('\n\n');
}
