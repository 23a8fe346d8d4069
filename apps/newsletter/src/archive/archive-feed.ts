import { nameOf, type Newsletter } from '#contracts/newsletter.js';
import type { Edition } from '#ports/edition-store.port.js';
import { editionDay } from '../plan-edition/local-day.js';

/** The editions of a newsletter as JSON Feed 1.1. */
export function archiveFeed(newsletter: Newsletter, editions: readonly Edition[], publicUrl: string) {
  const home = `${publicUrl}/n/${newsletter.id}`;
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: nameOf(newsletter, newsletter.languages[0] ?? 'en'),
    home_page_url: home,
    feed_url: `${home}/feed.json`,
    items: editions.map((edition) => ({
      id: `${publicUrl}/e/${edition.id}`,
      url: `${publicUrl}/e/${edition.id}`,
      title: `${nameOf(newsletter, edition.language)} ${editionDay(edition)}`,
      language: edition.language,
      date_published: edition.slot,
      content_text: edition.articles
        .map(({ title, url }) => (url === undefined ? title : `${title}\n${url}`))
        .join('\n\n'),
    })),
  };
}
