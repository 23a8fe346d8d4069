import { nameOf } from '#contracts/newsletter.js';
import { slot, withoutSlots } from '../mime/message-template.js';
import { addressOf, dateIn, trustLine, wordsOf, type EditionContent } from './edition-content.js';

/** The edition as plain text, for those who read no HTML. */
export function editionText(content: EditionContent): string {
  const { newsletter, edition, related, publicUrl } = content;
  const { language, say } = wordsOf(content);
  const name = nameOf(newsletter, edition.language);
  const articles = edition.articles.map((article) => {
    const near = related.get(article.id) ?? [];
    const { correction } = article;
    return [
      article.title,
      ...trustLine(article, say),
      ...(article.summary === undefined ? [] : [article.summary]),
      ...(correction === undefined ? [] : [`${say.correction(dateIn(language, correction.at))}: ${correction.text}`]),
      addressOf(article, publicUrl),
      ...(near.length === 0 ? [] : [`${say.more}:`]),
      ...near.map(({ id, title, url }) => `- ${title}: ${url ?? `${publicUrl}/a/${id}`}`),
    ].join('\n');
  });
  return [
    withoutSlots([`${name}, ${dateIn(language, edition.slot)}`, ...articles].join('\n\n')),
    [
      '-- ',
      withoutSlots(say.why(name)),
      `${say.onTheWeb}: ${publicUrl}/e/${edition.id}`,
      `${say.preferences}: ${slot('preferences')}`,
      `${say.unsubscribe}: ${slot('unsubscribe')}`,
    ].join('\n'),
  ].join('\n\n');
}
